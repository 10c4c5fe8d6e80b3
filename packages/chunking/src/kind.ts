import type { ChunkKind } from "./types.ts";

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/).filter((word) => word !== ""));
}

const markdownExtensions = words("md mdx markdown mdown mkd mkdn qmd rmd");

const codeExtensions = words(`
  ts tsx mts cts js jsx mjs cjs vue svelte astro coffee
  py pyi pyx rb rake gemspec php pl pm lua r jl
  c h cc cpp cxx hh hpp hxx ino m mm cs fs fsi vb d zig nim v sv svh vhd vhdl
  java kt kts scala sc groovy gradle clj cljs cljc edn
  go rs swift dart ex exs erl hrl hs lhs ml mli elm purs lisp cl el scm rkt
  sh bash zsh fish ps1 psm1 bat cmd awk
  css scss sass less styl html htm xml xsl xslt xsd svg xaml plist
  json jsonc json5 yaml yml toml ini cfg conf properties env hcl tf tfvars nix bicep rego cue
  sql psql ddl graphql gql proto thrift avdl prisma sol move cairo wat asm s
  cmake mk mak bazel bzl dockerfile diff patch ipynb
`);

const codeNames = words(`
  dockerfile containerfile makefile gnumakefile rakefile gemfile podfile fastfile brewfile vagrantfile jenkinsfile
  justfile procfile build workspace cmakelists.txt go.mod go.sum codeowners
  .gitignore .gitattributes .gitmodules .dockerignore .npmrc .editorconfig .bashrc .zshrc .profile
`);

/**
 * Which kind of input a file is, by its name alone: its extension, or its whole name for the likes of `Dockerfile`.
 * "text" for everything not known.
 */
export function kindOfPath(path: string): ChunkKind {
  const name = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1).toLowerCase();
  if (codeNames.has(name)) return "code";
  const dot = name.lastIndexOf(".");
  const extension = dot < 0 ? "" : name.slice(dot + 1);
  if (markdownExtensions.has(extension)) return "markdown";
  return codeExtensions.has(extension) ? "code" : "text";
}
