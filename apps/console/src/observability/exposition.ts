import type { Labels, MetricFamily } from "./registry.ts";

/** Media type of what `expose` writes. */
export const EXPOSITION_TYPE = "text/plain; version=0.0.4; charset=utf-8";

/**
 * Writes metrics in Prometheus's text format. Every series says which process it is of: each counts from its own start,
 * and a sum over processes would seem to jump back when one of them is started again.
 */
export function expose(processes: Readonly<Record<string, readonly MetricFamily[]>>): string {
  const families = new Map<string, { readonly head: string; readonly lines: string[] }>();
  for (const [process, given] of Object.entries(processes)) {
    for (const { name, help, type, samples } of given) {
      const family = families.get(name) ?? {
        head: `# HELP ${name} ${help.replaceAll("\\", "\\\\").replaceAll("\n", "\\n")}\n# TYPE ${name} ${type}\n`,
        lines: [],
      };
      families.set(name, family);
      for (const { suffix, labels, value } of samples) {
        family.lines.push(`${name}${suffix}${writeLabels({ process, ...labels })} ${writeNumber(value)}\n`);
      }
    }
  }
  return [...families.values()].map(({ head, lines }) => head + lines.join("")).join("");
}

function writeLabels(labels: Labels): string {
  const written = Object.entries(labels).map(([name, value]) => {
    const escaped = value.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll('"', '\\"');
    return `${name}="${escaped}"`;
  });
  return `{${written.join(",")}}`;
}

function writeNumber(value: number): string {
  if (Number.isFinite(value)) return String(value);
  return Number.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
}
