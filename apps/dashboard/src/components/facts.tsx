import type { ReactNode } from "react";

/** Names and what they are, one below the other; in two columns where there is room. */
export function Facts({ facts }: { readonly facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className="grid gap-x-8 gap-y-3 sm:grid-cols-2">
      {facts.map(([name, value]) => (
        <div key={name} className="min-w-0">
          <dt className="text-xs text-ink-3">{name}</dt>
          <dd className="text-sm [overflow-wrap:anywhere] tabular">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
