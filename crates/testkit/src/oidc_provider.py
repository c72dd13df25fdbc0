"""An OpenID provider for tests, with one person. Tells its port first."""

import sys

from oidc_provider_mock import User, run_server_in_thread

ANNA = User(
    sub="anna",
    claims={
        "email": "anna@hogeschool.example",
        "eduperson_principal_name": ["anna@hogeschool.example"],
        "schac_home_organization": "hogeschool.example",
    },
)

with run_server_in_thread(port=0, user_claims=[ANNA]) as server:
    print(server.server_port, flush=True)
    sys.stdin.read()
