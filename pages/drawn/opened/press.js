// What Streamlit's own elements do not tell: presses of marks in plain HTML, keys, copies.
export default function ({ data, setTriggerValue }) {
  const quit = new AbortController();
  const on = (what, act) => document.addEventListener(what, act, { signal: quit.signal, capture: true });
  const copy = async (button) => {
    const said = button.dataset.copy === "link" ? location.href : document.querySelector(button.dataset.copy)?.textContent;
    await navigator.clipboard?.writeText((said || "").trim());
    button.dataset.said = data.copied;
    setTimeout(() => delete button.dataset.said, 1500);
  };
  const save = (blob, button) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = `${button.dataset.name}.${button.dataset.picture}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };
  // A chart as a picture: plotly draws it in layers of one size, which one drawing can hold.
  const picture = (button) => {
    const layers = button.closest('[data-testid="stVerticalBlock"]').querySelectorAll(".main-svg");
    const { width, height } = layers[0].getBoundingClientRect(), one = layers[0].cloneNode(false);
    const ground = getComputedStyle(document.querySelector(".stApp")).backgroundColor;
    one.setAttribute("viewBox", `0 0 ${width} ${height}`);
    one.innerHTML = `<rect width="100%" height="100%" fill="${ground}"/>` + [...layers].map((it) => it.innerHTML.replace(/<rect class="under".*?<\/rect>|translate: [^;"]+;?/g, "")).join("");
    const drawn = new Blob([new XMLSerializer().serializeToString(one)], { type: "image/svg+xml" });
    if (button.dataset.picture === "svg") return save(drawn, button);
    const image = new Image();
    image.onload = () => {
      const canvas = Object.assign(document.createElement("canvas"), { width: 2 * width, height: 2 * height });
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => save(blob, button));
    };
    image.src = URL.createObjectURL(drawn);
  };
  // What a first visitor is told is shown until it is dismissed; this browser remembers that.
  const met = (say) => { try { return say ? localStorage.setItem("met", say) : localStorage.getItem("met"); } catch { return say || "1"; } };
  const root = document.documentElement;
  const dismiss = () => { met("1"); delete root.dataset.first; };
  if (!met()) root.dataset.first = "1";
  const act = (event) => {
    const mark = event.target.closest?.("[data-press],[data-copy],[data-picture],[data-dismiss]");
    if (!mark || (event.type === "keydown" && event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    if (mark.dataset.copy) copy(mark);
    else if (mark.dataset.picture) picture(mark);
    else if (mark.dataset.dismiss) dismiss();
    else setTriggerValue("pressed", mark.dataset.press);
  };
  on("click", act);
  on("keydown", act);
  on("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      event.stopPropagation();
      setTriggerValue("pressed", data.search);
    }
  });
  // In a list whose rows open something a press or Enter on any cell is one on the row's own box. The
  // boxes are 36 px of a row, the headings' line 35 px high, in type of 14 px. The cell itself is not
  // pressed: pressed twice it would show its words in a box that swallows what is pressed next.
  const list = (event) => event.target.closest?.('[class*="st-key-opens_"] [data-testid="stDataFrame"]');
  const box = (grid) => grid.querySelector("canvas")
    .dispatchEvent(new KeyboardEvent("keydown", { key: " ", code: "Space", keyCode: 32, shiftKey: true, bubbles: true }));
  const onto = (event) => {
    const at = event.isTrusted && list(event)?.querySelector("canvas")?.getBoundingClientRect();
    const scale = parseFloat(getComputedStyle(root).fontSize) / 14;
    if (!at || event.clientX - at.x < 36 * scale || event.clientY - at.y < 35 * scale || event.clientY > at.bottom) return;
    event.stopPropagation();
    list(event).dataset.pressed = "1";
    const { clientY, button, buttons, pointerId, pointerType, isPrimary } = event, clientX = at.x + 18 * scale;
    event.target.dispatchEvent(new PointerEvent(event.type, { clientX, clientY, button, buttons, pointerId, pointerType, isPrimary, bubbles: true, cancelable: true }));
  };
  on("pointerdown", onto);
  on("pointerup", onto);
  // Once what was opened is closed the row is let go of, so that it may be pressed again.
  const is_open = () => document.querySelector('[role="dialog"], [data-test-script-state="running"]');
  let seen = false, closed;
  const let_go = () => {
    seen ||= Boolean(document.querySelector('[role="dialog"]'));
    clearTimeout(closed);
    if (seen) closed = setTimeout(() => {
      if (is_open()) return let_go();
      seen = false;
      document.querySelectorAll('[data-testid="stDataFrame"][data-pressed] canvas[tabindex]').forEach((it) => {
        delete it.closest("[data-pressed]").dataset.pressed;
        it.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", code: "Escape", keyCode: 27, bubbles: true }));
      });
    }, 250);
  };
  on("keydown", (event) => {
    const grid = event.key === "Enter" && event.target.closest("canvas") && list(event);
    if (!grid) return;
    event.preventDefault();
    event.stopPropagation();
    box(grid);
  });
  // On the desk Enter, pressed on nothing, goes to the first question of the file, else to what stores it.
  on("keydown", (event) => {
    if (event.key !== "Enter" || event.target !== document.body) return;
    const find = (it) => document.querySelector(it);
    const place = find(".st-key-asked :is(input, button:enabled:not([data-testid*=oolbar]), canvas[tabindex])") || find(".st-key-accept button:enabled");
    if (!place) return;
    event.preventDefault();
    event.stopPropagation();
    place.focus();
  });
  // On a large screen ← → and PgUp PgDn go on in the meeting's order, but where a key has its own use.
  const steps = { ArrowRight: data.next, PageDown: data.next, ArrowLeft: data.before, PageUp: data.before };
  const own = 'input, textarea, select, canvas, iframe, [role="dialog"], [role="radiogroup"], [role="tablist"], [role="listbox"], [data-testid="stDataFrame"]';
  on("keydown", (event) => {
    const is_plain = !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey);
    if (!steps[event.key] || !is_plain || innerWidth < 1700 || /[?&](screen|print)=/.test(location.search)) return;
    if (event.target.closest?.(own) || document.querySelector('[role="dialog"]')) return;
    event.preventDefault();
    setTriggerValue("pressed", steps[event.key]);
  });
  // On a telephone a grid of weeks is pushed sideways: it begins at the newest, and its names stay.
  const pushed = '[class*="_week_grid"]';
  const names = (grid) => grid.querySelectorAll(".yaxislayer-above").forEach((layer) => {
    if (!layer.querySelector(".under")) layer.insertAdjacentHTML("afterbegin", '<rect class="under"/>');
    const ground = layer.firstElementChild;
    ground.style.display = "none";
    const { x, y, width, height } = layer.getBBox();
    Object.entries({ x: x - 24, y: y - 38, width: width + 28, height: height + 44 }).forEach((side) => ground.setAttribute(...side));
    ground.style.display = grid.scrollLeft ? "" : "none";
    layer.style.translate = `${grid.scrollLeft}px`;
  });
  let later;
  const newest = () => document.querySelectorAll(pushed).forEach((grid) => {
    if (!grid.querySelector(".ytick") || grid.scrollWidth <= grid.clientWidth || getComputedStyle(grid).overflowX !== "auto") return;
    if (!grid.dataset.met) grid.scrollLeft = grid.scrollWidth;
    grid.dataset.met = "1";
    names(grid);
  });
  on("scroll", (event) => event.target.matches?.(pushed) && names(event.target));
  // Streamlit's own furniture speaks English: what is known of it is said in the reader's language.
  root.lang = data.lang;
  const words = (root) => {
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = root; node; node = walk.nextNode()) {
      const is_text = node.nodeType === Node.TEXT_NODE;
      const word = data.furniture[(is_text ? node.data : node.getAttribute("aria-label") || "").trim()];
      if (word && is_text) node.data = word;
      else if (word) node.setAttribute("aria-label", word);
    }
  };
  const places = '[data-testid="stSkipToContent"],[role="dialog"],[role="tooltip"],[data-testid^="stDataFrameColumn"],[data-testid="stElementToolbar"]';
  const look = (root) => root.closest?.(places) ? words(root) : root.querySelectorAll?.(places).forEach(words);
  look(document.body);
  // An upload box has a name, so is no mere presentation; a phone's menu is no list of its own lines.
  const parts = { 'section[role="presentation"][aria-label], ul[data-testid="stSidebarNavItems"]': "group", '[data-testid="stSidebarNavItems"] li': "none" };
  // A long text to copy scrolls, so the keyboard reaches it.
  const roles = () => {
    document.querySelectorAll('[data-testid="stCode"] pre:not([tabindex])').forEach((it) => (it.tabIndex = 0));
    Object.entries(parts).forEach(([which, role]) => document.querySelectorAll(which).forEach((it) => it.role !== role && (it.role = role)));
  };
  roles();
  // A pressed link repeats what the bound fields say: each part of an address stands there once.
  const once = () => {
    const said = [...new URLSearchParams(location.search)], kept = [...new Map(said)];
    if (kept.length < said.length)
      history.replaceState(history.state, "", `${location.pathname}?${new URLSearchParams(kept)}${location.hash}`);
  };
  const watch = new MutationObserver((changes) => {
    once();
    roles();
    let_go();
    clearTimeout(later);
    later = setTimeout(newest, 200);
    const way = document.querySelector('[class*="st-key-go_"] a:not([data-met])');
    if (way) { way.dataset.met = "1"; way.click(); }
    changes.forEach((one) => one.addedNodes.forEach(look));
    const box = document.querySelector('[role="dialog"] .st-key-search_asked input:not([data-met])');
    if (box) { box.dataset.met = "1"; setTimeout(() => box.select(), 100); }
  });
  watch.observe(document.body, { childList: true, subtree: true });
  return () => { quit.abort(); watch.disconnect(); };
}
