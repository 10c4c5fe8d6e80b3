import { useEffect, useRef } from "react";
import type { CreatedKey } from "../../../api/keys.ts";
import { Button } from "../../../components/button.tsx";
import { CopyField } from "../../../components/copy-button.tsx";

/** A key that was just made, until somebody says that it is kept: it cannot be shown again. */
export function NewKey({
  created: { name, key },
  onDone,
}: {
  readonly created: CreatedKey;
  readonly onDone: () => void;
}) {
  const box = useRef<HTMLElement>(null);
  // Where the dialog was, the focus would go back to its button; the key is what matters now.
  useEffect(() => {
    const frame = requestAnimationFrame(() => box.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);
  return (
    <section
      ref={box}
      tabIndex={-1}
      aria-labelledby="new-key"
      className="rounded-xl border border-good/40 bg-good-soft px-4 py-4 sm:px-5"
    >
      <h2 id="new-key" className="text-[15px] font-semibold break-words">
        The key “{name}” is made. Copy it now
      </h2>
      <p className="mt-0.5 mb-3 text-sm text-ink-2">
        This is the only time it is shown: only its fingerprint is kept. Whoever has it may do everything you may here.
      </p>
      <CopyField text={key} label="Copy the key" />
      <p className="mt-3 mb-1 text-[13px] text-ink-2">To try it:</p>
      <CopyField
        text={`curl -H "authorization: Bearer ${key}" "${location.origin}/v1/search?q=retry"`}
        label="Copy the command"
      />
      <Button className="mt-4" size="small" onClick={onDone}>
        I have copied it
      </Button>
    </section>
  );
}
