import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useEffect, useRef, useState } from "react";
import { rememberSearch } from "./recent-searches.ts";
import type { SearchChoice } from "./search-address.ts";

/** Long enough to leave out most letters of a fast typist, short enough to feel like none. */
const TYPING_MS = 120;

/** What is written in the box, and what is searched for: the address, which follows the box a moment later. */
export interface SearchText {
  readonly text: string;
  readonly choice: SearchChoice;
  /** Somebody types. */
  readonly type: (text: string) => void;
  /** Search for this now, filters included; one step back in the browser's history leads to the search before. */
  readonly go: (choice: SearchChoice) => void;
  /** Search for what is written without waiting for more; false when that was done before. */
  readonly flush: () => boolean;
  /** The search is as it was meant: it is remembered, and the next one gets a step of its own in the history. */
  readonly settle: () => void;
}

/** Keeps the box and the address alike: one entry of the history a search, however many letters it took. */
export function useSearchText(): SearchText {
  const choice: SearchChoice = useSearch({ from: "/signed-in/" });
  const navigate = useNavigate({ from: "/" });
  const [text, setText] = useState(choice.q ?? "");
  const sent = useRef(choice.q ?? "");
  const settled = useRef(true);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(choice);
  latest.current = choice;
  const written = useRef(text);

  // Somebody went back, or followed a link to another search.
  useEffect(() => {
    const there = choice.q ?? "";
    if (there === sent.current) return;
    clearTimeout(timer.current);
    sent.current = there;
    written.current = there;
    settled.current = true;
    setText(there);
  }, [choice.q]);

  useEffect(() => () => clearTimeout(timer.current), []);

  const send = useCallback(
    (next: SearchChoice, replace: boolean) => {
      clearTimeout(timer.current);
      sent.current = next.q ?? "";
      void navigate({ search: next as never, replace, resetScroll: false });
    },
    [navigate],
  );

  const search = useCallback(
    (typed: string): boolean => {
      const { q: before = "", ...filters } = latest.current;
      const q = typed.trim();
      if (q === before) return false;
      send(q === "" ? filters : { q, ...filters }, !settled.current);
      settled.current = false;
      return true;
    },
    [send],
  );

  const type = useCallback(
    (typed: string) => {
      setText(typed);
      written.current = typed;
      clearTimeout(timer.current);
      timer.current = setTimeout(search, TYPING_MS, typed);
    },
    [search],
  );

  const go = useCallback(
    (next: SearchChoice) => {
      setText(next.q ?? "");
      written.current = next.q ?? "";
      settled.current = true;
      send(next, false);
    },
    [send],
  );

  const flush = useCallback(() => {
    clearTimeout(timer.current);
    return search(written.current);
  }, [search]);

  const settle = useCallback(() => {
    settled.current = true;
    rememberSearch(latest.current.q ?? "");
  }, []);

  return { text, choice, type, go, flush, settle };
}
