import { ExternalLink as Icon } from "lucide-react";
import type { ReactNode } from "react";

/** The address when it is one a browser may be sent to; null for any other scheme, which a source could have been made to say. */
export function safeAddress(url: string | null | undefined): string | null {
  if (!url) return null;
  try {
    return ["https:", "http:"].includes(new URL(url).protocol) ? url : null;
  } catch {
    return null;
  }
}

/** A link out of the dashboard, in a tab of its own; nothing where the address is none to go to. */
export function ExternalLink({
  url,
  className,
  children,
}: {
  readonly url: string | null | undefined;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const address = safeAddress(url);
  return (
    address && (
      <a href={address} target="_blank" rel="noreferrer" className={className}>
        {children}
        <Icon aria-hidden="true" className="size-3.5 shrink-0" />
        <span className="sr-only"> (opens in a new tab)</span>
      </a>
    )
  );
}
