"""Asks comity's tools by the official client, on standard input and output and over HTTP; fails where an answer is not as it must be."""

import asyncio
import json
import sys

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

try:
    from mcp.client.streamable_http import streamablehttp_client
except ImportError:
    from mcp.client.streamable_http import streamable_http_client as streamablehttp_client


def answer(result, failed=False):
    is_error = getattr(result, "isError", None)
    if is_error is None:
        is_error = getattr(result, "is_error", False)
    assert bool(is_error) == failed, result
    return json.loads(result.content[0].text)


async def ask(session):
    await session.initialize()
    tools = {it.name: it for it in (await session.list_tools()).tools}
    assert {"standings", "chairs", "act", "document", "search", "compare", "read"} <= set(tools), sorted(tools)

    # Who will chair in 2026, with the words that prove it.
    chairs = answer(await session.call_tool("chairs", {"id": "cis", "on": "2026-06-01"}))
    present = [it for it in chairs["chairs"] if it["when"] == "present" and it["role"] == "chair"]
    assert present[0]["holder"]["id"] == "state:TM", present
    words = [words["text"] for said in present[0]["said"] for words in said["words"]]
    assert any("Turkmenistan" in it for it in words), words

    # The same arguments give the same answer, and an earlier known day another one.
    then = {"id": "cis", "on": "2025-10-11", "known": "2025-10-07"}
    first = answer(await session.call_tool("standings", then))
    assert first == answer(await session.call_tool("standings", then))
    sco = [it for it in first["standings"] if it["party"]["id"] == "org:sco"]
    assert sco and all(it["holds"] == "pending" for it in sco), sco

    # An ambiguous name gives candidates, not a guess; an argument that there is not is refused.
    several = answer(await session.call_tool("standings", {"id": "the Commonwealth"}), failed=True)
    assert several["code"] == "ambiguous" and len(several["candidates"]) > 1, several
    refused = answer(await session.call_tool("standings", {"id": "cis", "when": "2025"}), failed=True)
    assert refused["code"] == "unknown-argument", refused

    found = answer(await session.call_tool("search", {"q": "observer"}))["found"]
    document = answer(await session.call_tool("document", {"id": found[0]["document"]}))
    for claim in document["claims"]:
        for it in claim["claim"]["evidence"]:
            start, end = it["span"]
            assert document["text"][start:end] == it["text"], it

    reading = answer(await session.call_tool("read", {"text": document["text"]}))
    assert reading["claims"], reading
    return len(tools)


async def main(comity, record, url):
    parameters = StdioServerParameters(command=comity, args=["mcp", "--record", record])
    async with stdio_client(parameters) as (read, write):
        async with ClientSession(read, write) as session:
            print("standard input and output:", await ask(session), "tools, all answers as they must be")
    async with streamablehttp_client(url) as streams:
        async with ClientSession(streams[0], streams[1]) as session:
            print("HTTP:", await ask(session), "tools, all answers as they must be")


asyncio.run(main(*sys.argv[1:]))
