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
  const act = (event) => {
    const mark = event.target.closest?.("[data-press],[data-copy]");
    if (!mark || (event.type === "keydown" && event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    if (mark.dataset.copy) copy(mark);
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
  // Streamlit's own furniture speaks English: what is known of it is said in the reader's language.
  document.documentElement.lang = data.lang;
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
  const watch = new MutationObserver((changes) => changes.forEach((one) => one.addedNodes.forEach(look)));
  watch.observe(document.body, { childList: true, subtree: true });
  return () => { quit.abort(); watch.disconnect(); };
}
