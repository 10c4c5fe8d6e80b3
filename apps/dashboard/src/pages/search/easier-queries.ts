/** A query that demands less than another. */
export interface EasierQuery {
  readonly query: string;
  readonly label: string;
}

const demand = /(?:^|\s)-?(?:source|type|repo|repository|author|state|symbol|path|after|before):(?:"[^"]*"|\S+)/gi;
const exclusion = /(?:^|\s)-"[^"]*"/g;

/** What to try when a query finds nothing: without its operators, without its quotes. */
export function easierQueries(query: string): EasierQuery[] {
  const plain = tidy(query.replaceAll(demand, " ").replaceAll(exclusion, " "));
  const unquoted = tidy(plain.replaceAll('"', " "));
  const easier = [
    { query: plain, label: "Without the operators" },
    { query: unquoted, label: "Without the quotes" },
  ];
  const seen = new Set([tidy(query), ""]);
  return easier.filter((one) => !seen.has(one.query) && seen.add(one.query));
}

function tidy(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
