import { clean, isoTime } from "@tributary/source/text";

/** An address that stays what it is; undefined for anything else, and for those Notion signs for an hour. */
export function lastingUrl(address: string | null | undefined): string | undefined {
  const text = clean(address);
  if (text.startsWith("/")) return `https://www.notion.so${text}`;
  if (!/^(https?|mailto):/i.test(text) || !URL.canParse(text)) return undefined;
  return isSigned(new URL(text)) ? undefined : text;
}

/** Whether whoever has an address has the file: Notion's file links are good for an hour (developers.notion.com/reference/file-object). */
function isSigned({ hostname, searchParams }: URL): boolean {
  return (
    /(^|\.)(amazonaws\.com|notionusercontent\.com)$/.test(hostname) ||
    [...searchParams.keys()].some((name) => /^(x-amz-|signature$|exp(ir(es|ationtimestamp))?$)/i.test(name))
  );
}

/** A time as ISO 8601; undefined for none. */
export function timeOf(text: string | null | undefined): string | undefined {
  return isoTime(Date.parse(text ?? ""));
}
