/** Reads an address's query as it is written by hand: a name given twice is a list. */
export function parseSearch(text: string): Record<string, string | string[]> {
  const parameters = new URLSearchParams(text);
  return Object.fromEntries(
    [...new Set(parameters.keys())].map((name) => {
      const values = parameters.getAll(name);
      return [name, values.length === 1 ? (values[0] as string) : values];
    }),
  );
}

/** Writes an address's query; what is undefined, false or empty is left out. */
export function stringifySearch(search: Record<string, unknown>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== "" && one !== false) parameters.append(name, String(one));
    }
  }
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}

/** A parameter that is one text. */
export function textOf(value: unknown): string | undefined {
  const one = Array.isArray(value) ? value[0] : value;
  return typeof one === "string" && one !== "" ? one : undefined;
}

/** A parameter that is a day (`2026-01-31`) or an age in days (`7d`). */
export function timeOf(value: unknown): string | undefined {
  const one = textOf(value) ?? "";
  const isDay = /^\d{4}-\d\d-\d\d$/.test(one) && !Number.isNaN(Date.parse(one));
  return isDay || /^\d{1,4}d$/.test(one) ? one : undefined;
}

/** A parameter that is a list of texts. */
export function textsOf(value: unknown): string[] | undefined {
  const all = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === "string" && one !== "");
  return all.length === 0 ? undefined : (all as string[]);
}

/** Leaves out what is undefined: an address says only what was chosen. */
export function optional<Values extends Record<string, unknown>>(
  values: Values,
): { [Name in keyof Values]?: Exclude<Values[Name], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}
