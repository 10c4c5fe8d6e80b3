import type { Hit } from "../../api/search.ts";
import { reasonsOf } from "./score-words.ts";

/** Why a hit is where it is: what counts most first. */
export function HitWhy({ hit }: { readonly hit: Hit }) {
  const reasons = reasonsOf(hit);
  if (reasons.length === 0) return <p className="text-[13px] text-ink-3">The server does not say.</p>;
  return (
    <dl className="space-y-2 rounded-lg border border-line bg-sunken/60 px-3 py-2.5 text-[13px]">
      {reasons.map(({ name, detail, share }) => (
        <div key={name} className="grid gap-x-4 sm:grid-cols-[11rem_1fr]">
          <dt className="font-medium">
            {name}
            {share !== null && (
              <span aria-hidden="true" className="mt-1 mb-1 block h-1 overflow-hidden rounded-full bg-line">
                <span
                  className="block h-full rounded-full bg-accent"
                  style={{ width: `${Math.max(2, share * 100)}%` }}
                />
              </span>
            )}
          </dt>
          <dd className="text-ink-2">{detail}</dd>
        </div>
      ))}
    </dl>
  );
}
