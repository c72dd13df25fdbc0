"""A mail server for tests: keeps what it takes, and has moods by address.

Addresses that begin with "weiger" are refused, "later" is asked to try later, "traag" gets its
answer after ten seconds, and after "valuit" the server hangs up. Each mail is a line of JSON.
"""

import asyncio
import email
import email.policy
import json
import sys

from aiosmtpd.smtp import SMTP


class Moods:
    def __init__(self, file):
        self.file = file

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("weiger"):
            return f"550 5.1.1 <{address}>: no such mailbox"
        if address.startswith("later"):
            return "451 4.2.0 the mailbox is busy"
        if address.startswith("valuit"):
            server.transport.close()
            return "250 OK"
        if address.startswith("traag"):
            await asyncio.sleep(10)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        mail = {
            "to": envelope.rcpt_tos,
            "headers": {name.lower(): str(value) for name, value in message.items()},
            "body": message.get_content().replace("\r\n", "\n"),
        }
        with open(self.file, "a", encoding="utf-8") as kept:
            kept.write(json.dumps(mail) + "\n")
        return "250 OK"


async def main(port, file):
    moods = Moods(file)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(moods, hostname="test"), "127.0.0.1", port)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main(int(sys.argv[1]), sys.argv[2]))
