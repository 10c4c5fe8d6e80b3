import { useQuery } from "@tanstack/react-query";
import { Link, Outlet, useLocation, useNavigate } from "@tanstack/react-router";
import { Menu, X } from "lucide-react";
import { useEffect, useState } from "react";
import { sessionQuery } from "../api/session.ts";
import { IconButton } from "../components/button.tsx";
import { Account } from "./account.tsx";
import { ConnectionBanner } from "./connection-banner.tsx";
import { Logo } from "./logo.tsx";
import { Navigation } from "./navigation.tsx";

/** What surrounds every page for who is signed in; whoever is not any more is asked to. */
export function Shell() {
  const { data: session } = useQuery(sessionQuery);
  useSlashToSearch();
  if (session === null) return <SignInAgain />;
  return (
    <div className="lg:pl-60">
      <a
        href="#content"
        className="sr-only z-50 rounded-lg bg-accent px-3 py-2 text-accent-ink focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <aside className="fixed inset-y-0 left-0 z-20 hidden w-60 flex-col border-r border-line bg-surface px-3 py-4 lg:flex">
        <Link to="/" aria-label="Tributary, to the search" className="mb-5 px-2">
          <Logo />
        </Link>
        <div className="min-h-0 flex-1 overflow-y-auto">
          <Navigation />
        </div>
        <Account />
      </aside>
      <NarrowBar />
      <ConnectionBanner />
      <main id="content" tabIndex={-1} className="px-4 pt-5 pb-24 outline-none sm:px-6 lg:px-8 lg:pt-7">
        <Outlet />
      </main>
    </div>
  );
}

/** Leads to the sign-in, and from there back to where somebody was. Goes once: it is still shown while the address changes. */
function SignInAgain() {
  const navigate = useNavigate();
  const { href } = useLocation();
  const [from] = useState(href);
  useEffect(() => {
    void navigate({ to: "/sign-in", search: { to: from }, replace: true });
  }, [navigate, from]);
  return null;
}

/** The pages on a narrow screen, folded away behind a button. */
function NarrowBar() {
  const [open, setOpen] = useState(false);
  return (
    <header className="border-b border-line bg-surface px-4 py-2.5 lg:hidden">
      <div className="flex items-center justify-between">
        <Link to="/" aria-label="Tributary, to the search">
          <Logo />
        </Link>
        <IconButton
          label={open ? "Close the menu" : "Open the menu"}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? <X aria-hidden="true" className="size-5" /> : <Menu aria-hidden="true" className="size-5" />}
        </IconButton>
      </div>
      {open && (
        <div className="space-y-3 pt-3 pb-1">
          <Navigation onNavigate={() => setOpen(false)} />
          <Account />
        </div>
      )}
    </header>
  );
}

/** `/` leads to the search from everywhere, unless somebody is writing. */
function useSlashToSearch(): void {
  const navigate = useNavigate();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const writing =
        event.target instanceof HTMLElement && event.target.matches("input, textarea, select, [contenteditable]");
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || writing) return;
      event.preventDefault();
      const box = document.getElementById("search");
      if (box) box.focus();
      else void navigate({ to: "/" });
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [navigate]);
}
