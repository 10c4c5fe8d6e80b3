import { clean, line, urlOf } from "@tributary/source/text";

/** Someone who wrote something. */
export interface Person {
  readonly name?: string | null | undefined;
  readonly displayName?: string | null | undefined;
  readonly type?: string | null | undefined;
}

/** A person's name, cleaned; undefined when there is none. */
export function nameOf(...people: readonly (Person | null | undefined)[]): string | undefined {
  for (const person of people) {
    const name = clean(person?.name || person?.displayName);
    if (name !== "") return name;
  }
  return undefined;
}

/** A link in Markdown; the text alone when the address is none. */
export function link(text: string | null | undefined, address: string | null | undefined): string {
  const shown = line(text).replaceAll("[", "\\[").replaceAll("]", "\\]");
  const url = urlOf(address);
  if (url === undefined) return shown;
  return shown === "" ? `<${url}>` : `[${shown}](${url})`;
}
