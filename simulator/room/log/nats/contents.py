"""Contents by their hash in an object store: they are cut into pieces, for a message has at most 1 MiB."""

import asyncio
from typing import Final

from nats.js.api import StorageType
from nats.js.errors import APIError, BucketNotFoundError, NotFoundError, ObjectNotFoundError
from nats.js.object_store import ObjectStore

from simulator.errors import Unreadable
from simulator.room.log.base import content_name
from simulator.room.log.nats import replicas
from simulator.room.log.nats.connection import Connection
from simulator.room.log.nats.following import Following

BUCKET: Final = "platine-contents"
_STREAM: Final = f"OBJ_{BUCKET}"
_PIECE_SECONDS: Final = 10.0


class Contents:
    """One store for all rooms of a server: a class that plays what another played brings nothing anew."""

    def __init__(self, connection: Connection, store: ObjectStore) -> None:
        self._connection = connection
        self._store = store
        self._one_at_a_time = asyncio.Lock()

    @classmethod
    async def open(cls, connection: Connection, servers: int) -> "Contents":
        """On as many servers as the rooms are kept on. Raises APIError, and TimeoutError to be called again."""
        jetstream = connection.jetstream
        try:
            await jetstream.object_store(BUCKET)
        except BucketNotFoundError:
            await replicas.make(
                lambda count: jetstream.create_object_store(BUCKET, storage=StorageType.FILE, replicas=count), servers
            )
        await replicas.raised(connection, await replicas.made(connection, _STREAM), servers)
        return cls(connection, await jetstream.object_store(BUCKET))

    async def put(self, code: str, content: bytes) -> str:
        """Raises Refused. What is there already is left alone: somebody may be reading it."""
        name = content_name(content)

        async def write(_seconds: float) -> None:
            if not await self._has(name):
                await self._store.put(name, content)

        async with self._one_at_a_time:
            try:
                await self._connection.insist(write, writes_to=code)
            except APIError as error:
                raise self._connection.refusal(error) from error
        return name

    async def get(self, name: str) -> bytes:
        """Raises KeyError, Refused, and Unreadable for what is not what its name says."""

        async def read(_seconds: float) -> bytes:
            info = await self._store.get_info(name)
            return await self._pieces(info.nuid or "", info.chunks or 0)

        try:
            content = await self._connection.insist(read)
        except (NotFoundError, ObjectNotFoundError) as error:
            raise KeyError(name) from error
        except APIError as error:
            raise self._connection.refusal(error) from error
        if content_name(content) != name:
            raise Unreadable("room_damaged", path=name)
        return content

    async def _has(self, name: str) -> bool:
        try:
            await self._store.get_info(name)
        except NotFoundError:
            return False
        return True

    async def _pieces(self, number: str, count: int) -> bytes:
        """Read by our own following: that of nats-py waits for ever where the connection breaks in the middle.

        Raises TimeoutError where no piece comes for a while: the content was being written anew, under a new number.
        """
        pieces: list[bytes] = []
        messages = Following(self._connection, _STREAM, f"$O.{BUCKET}.C.{number}", 0).messages()
        try:
            while len(pieces) < count:
                async with asyncio.timeout(_PIECE_SECONDS):
                    pieces.append((await anext(messages))[1])
        finally:
            await messages.aclose()
        return b"".join(pieces)
