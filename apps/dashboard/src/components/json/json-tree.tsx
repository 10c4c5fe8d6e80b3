import { ChevronRight } from "lucide-react";
import { type ReactNode, useState } from "react";
import { classes } from "../classes.ts";
import { formatCount } from "../format.ts";
import { entriesOf, isContainer, type JsonContainer, opensAtFirst, sizeWords } from "./json-shape.ts";

/** How many values of a container are shown at once. */
const SHOWN = 100;
/** Longest text that is shown whole from the start, in characters. */
const TEXT_SHOWN = 600;

/** A value with what is in it, each container to open and close. */
export function JsonTree({ value }: { readonly value: unknown }) {
  return (
    <div className="font-mono text-[12.5px] leading-5 [overflow-wrap:anywhere] [font-variant-ligatures:none]">
      <Value value={value} depth={0} last />
    </div>
  );
}

interface Place {
  readonly name?: string;
  readonly depth: number;
  readonly last: boolean;
}

function Value({ value, ...place }: Place & { readonly value: unknown }) {
  if (isContainer(value)) return <Container container={value} {...place} />;
  return (
    <div className="pl-5">
      <Name name={place.name} />
      <Leaf value={value} />
      {!place.last && <Faint>,</Faint>}
    </div>
  );
}

function Container({ container, name, depth, last }: Place & { readonly container: JsonContainer }) {
  const [open, setOpen] = useState(() => opensAtFirst(container, depth));
  const [shown, setShown] = useState(SHOWN);
  const entries = entriesOf(container);
  const [left, right] = Array.isArray(container) ? "[]" : "{}";
  const rest = entries.length - shown;
  return (
    <div>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex min-h-6 w-full items-center text-left hover:bg-line/50"
      >
        <ChevronRight
          aria-hidden="true"
          className={classes("mr-1 size-4 shrink-0 text-ink-3 transition-transform", open && "rotate-90")}
        />
        <span className="min-w-0">
          <Name name={name} />
          <Faint>{open ? left : `${left} ${sizeWords(container)} ${right}${last ? "" : ","}`}</Faint>
        </span>
      </button>
      {open && (
        <>
          <div className="ml-2 border-l border-line pl-2">
            {entries.slice(0, shown).map(([key, value], index) => (
              <Value
                key={key}
                value={value}
                depth={depth + 1}
                last={index === entries.length - 1}
                {...(Array.isArray(container) ? {} : { name: key })}
              />
            ))}
            {rest > 0 && (
              <button
                type="button"
                onClick={() => setShown(shown + SHOWN)}
                className="ml-5 min-h-6 font-sans text-[13px] font-medium text-accent hover:underline"
              >
                Show {formatCount(Math.min(rest, SHOWN))} more of {formatCount(rest)}
              </button>
            )}
          </div>
          <div className="pl-5">
            <Faint>
              {right}
              {!last && ","}
            </Faint>
          </div>
        </>
      )}
    </div>
  );
}

function Name({ name }: { readonly name: string | undefined }) {
  return (
    name !== undefined && (
      <>
        <span className="text-info">{JSON.stringify(name)}</span>
        <Faint>: </Faint>
      </>
    )
  );
}

function Leaf({ value }: { readonly value: unknown }) {
  const [whole, setWhole] = useState(false);
  if (typeof value !== "string") return <span className="text-warn">{String(value)}</span>;
  const text = JSON.stringify(value);
  if (text.length <= TEXT_SHOWN || whole) return <span className="text-good">{text}</span>;
  return (
    <>
      <span className="text-good">{text.slice(0, TEXT_SHOWN)}…</span>{" "}
      <button
        type="button"
        onClick={() => setWhole(true)}
        className="min-h-6 font-sans text-[13px] font-medium text-accent hover:underline"
      >
        Show all {formatCount(text.length)} characters
      </button>
    </>
  );
}

function Faint({ children }: { readonly children: ReactNode }) {
  return <span className="text-ink-3">{children}</span>;
}
