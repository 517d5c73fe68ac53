"""A small identity provider of the tests' own: it answers for whoever is named in `user`."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey


@dataclass
class Provider:
    """Where it answers, whom it answers for, and what it was asked."""

    address: str = ""
    user: str = "zhang"
    nonces: dict[str, str] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048))

    def configuration(self) -> dict[str, object]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/jwks",
            "id_token_signing_alg_values_supported": ["RS256"],
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
        }

    def token(self, code: str) -> dict[str, object]:
        now = int(time.time())
        told = {"iss": self.address, "aud": "dashboard", "sub": self.user, "iat": now}
        told |= {"exp": now + 300, "nonce": self.nonces.pop(code)}
        signed = jwt.encode({"alg": "RS256", "kid": "k"}, told, self.key)
        return {"access_token": "a", "token_type": "Bearer", "id_token": signed}


@contextmanager
def providing() -> Iterator[Provider]:
    """A provider on a free port of this machine."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *told: object) -> None:
            """Says nothing."""

        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            if asked.path == "/authorize":
                said = {name: values[0] for name, values in parse_qs(asked.query).items()}
                code = f"c{len(provider.nonces)}{time.time_ns()}"
                provider.nonces[code] = said["nonce"]
                back = urlencode({"code": code, "state": said["state"]})
                self.send_response(302)
                self.send_header("Location", f"{said['redirect_uri']}?{back}")
                self.end_headers()
            elif asked.path == "/jwks":
                public = {**provider.key.as_dict(private=False), "kid": "k", "use": "sig"}
                self._tell({"keys": [public]})
            else:
                self._tell(provider.configuration())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._tell(provider.token(parse_qs(body)["code"][0]))

        def _tell(self, document: object) -> None:
            body = json.dumps(document).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
