/** One object of a repository. */
export interface GitObject {
  readonly sha: string;
  /** `blob`, `tree`, `commit` or `tag`. */
  readonly type: string;
  readonly content: Buffer;
}

const NEWLINE = 0x0a;

/**
 * Reads what `git cat-file --batch` prints, wherever its chunks begin and end, and hands on one object, or null for one
 * that is missing, at a time: `<sha> <type> <size>\n<content>\n`, or `<name> missing\n`.
 */
export function createObjectParser(emit: (object: GitObject | null) => void): (chunk: Buffer) => void {
  let header: Buffer[] = [];
  let object: { sha: string; type: string; size: number } | null = null;
  let content: Buffer[] = [];
  let received = 0;

  return (chunk) => {
    let start = 0;
    while (start < chunk.length) {
      if (object === null) {
        const end = chunk.indexOf(NEWLINE, start);
        header.push(chunk.subarray(start, end === -1 ? undefined : end));
        if (end === -1) return;
        start = end + 1;
        const line = Buffer.concat(header).toString("utf8");
        header = [];
        const parts = /^([0-9a-f]+) (\w+) (\d+)$/.exec(line);
        if (parts === null) emit(null);
        else object = { sha: parts[1] ?? "", type: parts[2] ?? "", size: Number(parts[3]) };
        continue;
      }
      // One byte more than the content: the newline that ends it.
      const part = chunk.subarray(start, start + object.size + 1 - received);
      content.push(part);
      received += part.length;
      start += part.length;
      if (received <= object.size) return;
      const { sha, type, size } = object;
      const whole = Buffer.concat(content).subarray(0, size);
      object = null;
      content = [];
      received = 0;
      emit({ sha, type, content: whole });
    }
  };
}
