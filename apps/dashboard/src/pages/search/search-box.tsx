import { Search, X } from "lucide-react";
import type { KeyboardEvent, RefObject } from "react";
import { IconButton } from "../../components/button.tsx";
import { Spinner } from "../../components/spinner.tsx";
import { OperatorHelp } from "./operator-help.tsx";

/** The server takes no longer query. */
const QUERY_MAX_LENGTH = 1_000;

/** Where one searches. Arrow down leads to the hits, Escape empties it. */
export function SearchBox({
  text,
  busy,
  box,
  onType,
  onFlush,
  onSettle,
  onHits,
}: {
  readonly text: string;
  readonly busy: boolean;
  readonly box: RefObject<HTMLInputElement | null>;
  readonly onType: (text: string) => void;
  /** Search for it now; false when that was done before. */
  readonly onFlush: () => boolean;
  /** The search is as it was meant. */
  readonly onSettle: () => void;
  /** The keyboard goes on to the hits. */
  readonly onHits: () => void;
}) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape" && text !== "") {
      event.preventDefault();
      onType("");
    } else if (event.key === "ArrowDown" || event.key === "Enter") {
      event.preventDefault();
      // What was found before is not for what is written now.
      const late = onFlush();
      onSettle();
      if (!late) onHits();
    }
  };
  return (
    <search className="relative block">
      <span className="pointer-events-none absolute inset-y-0 left-3.5 flex items-center text-ink-3">
        {busy ? <Spinner /> : <Search aria-hidden="true" className="size-4.5" />}
      </span>
      <input
        ref={box}
        id="search"
        type="text"
        inputMode="search"
        enterKeyHint="search"
        // biome-ignore lint/a11y/noAutofocus: searching is what this page is for, and nothing stands before the box
        autoFocus
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        maxLength={QUERY_MAX_LENGTH}
        value={text}
        placeholder="Search code, issues and pages"
        aria-label="Search"
        aria-describedby="search-keys"
        aria-keyshortcuts="/"
        onChange={(event) => onType(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={onSettle}
        className="h-12 w-full rounded-xl border border-line-strong bg-surface pr-22 pl-11 text-base text-ink shadow-card outline-none focus:border-accent focus:ring-3 focus:ring-accent/20"
      />
      <span id="search-keys" className="sr-only">
        Arrow down leads to the hits.
      </span>
      <div className="absolute inset-y-0 right-2 flex items-center gap-0.5">
        {text !== "" && (
          <IconButton
            label="Clear the search"
            onClick={() => {
              onType("");
              box.current?.focus();
            }}
          >
            <X aria-hidden="true" className="size-4" />
          </IconButton>
        )}
        <OperatorHelp />
      </div>
    </search>
  );
}
