import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { linkTarget } from "./link-target.ts";
import { headingId, useShown } from "./shown.ts";

/** A link in a text; only its words where it leads nowhere, or to where nobody may be sent. */
export function MarkdownLink({ url, children }: { readonly url: string; readonly children: ReactNode }) {
  const { base } = useShown();
  const target = linkTarget(url, base);
  if (target === null) return children;
  if (target.type === "heading") return <AnchorLink id={headingId(target.slug)}>{children}</AnchorLink>;
  if (target.type === "document") {
    const { documentId, slug } = target;
    return (
      <Link to="/documents/$documentId" params={{ documentId }} {...(slug !== "" && { hash: headingId(slug) })}>
        {children}
      </Link>
    );
  }
  if (target.url.startsWith("mailto:")) return <a href={target.url}>{children}</a>;
  return (
    <a href={target.url} target="_blank" rel="noreferrer" title={target.url}>
      {children}
      <span className="sr-only"> (opens in a new tab)</span>
    </a>
  );
}

/** A link to another place of the same text. */
export function AnchorLink({
  id,
  label,
  children,
}: {
  readonly id: string;
  readonly label?: string;
  readonly children: ReactNode;
}) {
  return (
    <Link to="." search={true as never} hash={id} aria-label={label}>
      {children}
    </Link>
  );
}
