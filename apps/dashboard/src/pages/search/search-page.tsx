import { useIsFetching, useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from "react";
import { statusQuery } from "../../api/sources.ts";
import { Page } from "../../components/page.tsx";
import { Loading } from "../../components/states.tsx";
import { loadPart } from "../../load-part.ts";
import { focusFirstHit } from "./hit-list.tsx";
import { Results } from "./results.tsx";
import { SearchBox } from "./search-box.tsx";
import { SearchFilters } from "./search-filters.tsx";
import { Start } from "./start.tsx";
import { SyncingNotice } from "./syncing-notice.tsx";
import { useSearchText } from "./use-search-text.ts";

// Most people see it once: not part of the first load.
const FirstStart = lazy(async () => ({ default: (await loadPart(() => import("./first-start.tsx"))).FirstStart }));

/** Search over everything that is held; before there is anything, the way to it. */
export function SearchPage() {
  const { text, choice, type, go, flush, settle } = useSearchText();
  const { data: status, isPending } = useQuery(statusQuery);
  const busy = useIsFetching({ queryKey: ["search"], predicate: ({ queryKey }) => queryKey[1] !== "values" }) > 0;
  const box = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const toBox = useCallback(() => {
    box.current?.focus();
    window.scrollTo({ top: 0 });
  }, []);
  const searching = Boolean(choice.q);
  const title = choice.q ? `${choice.q} · Search` : "Search";
  // Connecting the first source does not end the first start: finding something in it does.
  const [starting, setStarting] = useState(false);
  const nothing = status?.sources.length === 0;
  useEffect(() => {
    if (nothing) setStarting(true);
  }, [nothing]);
  if (nothing || (starting && !searching)) {
    return (
      <Suspense fallback={<Loading />}>
        <FirstStart onSearch={() => setStarting(false)} />
      </Suspense>
    );
  }
  // Not the box first and the first start a moment later.
  if (isPending && !searching) return null;
  return (
    <Page title={title} heading="Search" wide hideHeader>
      <div className="space-y-3">
        <SearchBox
          text={text}
          busy={busy}
          box={box}
          onType={type}
          onFlush={flush}
          onSettle={settle}
          onHits={() => focusFirstHit(list.current)}
        />
        <SearchFilters choice={choice} onChange={go} />
      </div>
      {status && <SyncingNotice status={status} />}
      {searching ? (
        <Results choice={choice} list={list} onGo={go} onLeave={toBox} />
      ) : (
        status && <Start status={status} choice={choice} onGo={go} onBox={toBox} />
      )}
    </Page>
  );
}
