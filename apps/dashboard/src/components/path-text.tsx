import { Fragment } from "react";

/** A path that breaks after its slashes where it has to. */
export function PathText({ path }: { readonly path: string }) {
  return path.split("/").map((part, index) => (
    <Fragment key={index}>
      {index > 0 && (
        <>
          /<wbr />
        </>
      )}
      {part}
    </Fragment>
  ));
}
