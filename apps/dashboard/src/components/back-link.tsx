import { Link, type LinkProps } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";

/** Above the title of a page: to the list it is one of. */
export function BackLink({ children, ...link }: Pick<LinkProps, "to"> & { readonly children: ReactNode }) {
  return (
    <Link
      {...link}
      className="mb-2 flex min-h-6 w-fit items-center gap-1.5 text-[13px] font-medium tracking-normal text-ink-2 hover:text-ink"
    >
      <ArrowLeft aria-hidden="true" className="size-3.5" /> {children}
    </Link>
  );
}
