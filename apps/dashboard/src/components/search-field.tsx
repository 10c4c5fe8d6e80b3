import { Search, X } from "lucide-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { IconButton } from "./button.tsx";
import { Input } from "./field.tsx";

const TYPED_MS = 250;

/** A field that narrows a list; `onChange` is told what was typed once somebody pauses. */
export function SearchField({
  label,
  placeholder,
  value,
  onChange,
}: {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const [text, setText] = useState(value);
  const told = useRef(value);
  const field = useRef<HTMLInputElement>(null);
  // What else was chosen while somebody typed is known to the latest only.
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  const tell = useCallback((next: string) => {
    told.current = next.trim();
    latest.current(told.current);
  }, []);
  // An address that changed from elsewhere, such as by going back, is what counts.
  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setText(value);
  }, [value]);
  useEffect(() => {
    if (text.trim() === told.current) return;
    const timer = setTimeout(() => tell(text), TYPED_MS);
    return () => clearTimeout(timer);
  }, [text, tell]);
  return (
    <div className="relative min-w-0">
      <Search aria-hidden="true" className="pointer-events-none absolute top-2.5 left-3 size-4 text-ink-3" />
      <Input
        ref={field}
        aria-label={label}
        placeholder={placeholder}
        value={text}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === "Enter" && tell(text)}
        className="px-9!"
      />
      {text !== "" && (
        <IconButton
          label="Clear"
          className="absolute top-0.5 right-0.5"
          onClick={() => {
            setText("");
            tell("");
            field.current?.focus();
          }}
        >
          <X aria-hidden="true" className="size-4" />
        </IconButton>
      )}
    </div>
  );
}
