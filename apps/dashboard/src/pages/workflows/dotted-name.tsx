import { Fragment } from "react";

/** A name with dots that breaks after them where it has to. */
export function DottedName({ name }: { readonly name: string }) {
  return name.split(".").map((part, index) => (
    <Fragment key={index}>
      {index > 0 && (
        <>
          .<wbr />
        </>
      )}
      {part}
    </Fragment>
  ));
}
