import { crc32, deflateRawSync } from "node:zlib";
import { renderMessage } from "./render.ts";
import { type FakeState, messagesOf, repliesOf } from "./state.ts";

/** A file of a ZIP archive. */
export interface ZipContent {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** Writes a ZIP archive (PKWARE APPNOTE 6.3.3, without ZIP64): what tests make exports of, whole and broken. */
export function writeZip(files: readonly ZipContent[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of files) {
    const raw = Buffer.from(content);
    const packed = deflateRawSync(raw);
    const title = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    // Names are UTF-8.
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt16LE(0x0021, 8);
    common.writeUInt32LE(crc32(raw), 10);
    common.writeUInt32LE(packed.byteLength, 14);
    common.writeUInt32LE(raw.byteLength, 18);
    common.writeUInt16LE(title.byteLength, 22);
    bodies.push(Buffer.from("PK\x03\x04", "latin1"), common, title, packed);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), common, place, title);
    offset += 4 + common.byteLength + title.byteLength + packed.byteLength;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(listed.byteLength, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, listed, end]);
}

/** The files of an export of everything, as Slack makes them: a folder for each channel and a file for each of its days. */
export function exportFiles(state: FakeState): readonly ZipContent[] {
  const json = (name: string, value: unknown) => ({ name, content: JSON.stringify(value) });
  const channels = [...state.channels.values()];
  const listed = (kind: string) =>
    channels
      .filter((channel) => channel.kind === kind)
      .map(({ id, name, members, is_archived }) => ({
        id,
        name,
        created: 1_700_000_000,
        members: [...members],
        is_archived,
      }));
  const days = channels.flatMap(({ id, name, kind }) => {
    const byDay = Map.groupBy(messagesOf(state, id), ({ ts }) =>
      new Date(Number(ts) * 1_000).toISOString().slice(0, 10),
    );
    return [...byDay].map(([date, messages]) => {
      const rendered = messages.map((message) => {
        const replies = repliesOf(state, id, message.ts);
        const more = replies.length === 0 ? {} : { replies: replies.map(({ user, ts }) => ({ user, ts })) };
        return { ...renderMessage(state, message, replies), ...more };
      });
      return json(`${kind === "im" ? id : name}/${date}.json`, rendered);
    });
  });
  return [
    json("channels.json", listed("public")),
    json("groups.json", listed("private")),
    json("mpims.json", listed("mpim")),
    json(
      "dms.json",
      channels
        .filter(({ kind }) => kind === "im")
        .map(({ id, members }) => ({ id, created: 1_700_000_000, members: [...members] })),
    ),
    json("users.json", [...state.users.values()]),
    json("integration_logs.json", []),
    ...days,
  ];
}
