const transports = ["http", "https", "ssh", "git", "file", "ext", "fd", "ftp", "ftps"];

const settings = [
  // Nothing a repository configures may start a program.
  "core.hooksPath=/dev/null",
  "core.fsmonitor=false",
  "log.showSignature=false",
  // Nothing may reach the network, a partial clone's missing objects included.
  "protocol.allow=never",
  ...transports.map((transport) => `protocol.${transport}.allow=never`),
  // Settings of the user that change what the commands print.
  "core.quotePath=false",
  "log.showRoot=true",
  "log.mailmap=false",
  "diff.relative=false",
  "i18n.logOutputEncoding=UTF-8",
];

/**
 * Options in front of every git command: no pager, no locks, no replaced objects, no hooks, no programs and no network,
 * whatever the repository or the user configured.
 */
export const gitArguments: readonly string[] = [
  "--no-pager",
  "--no-optional-locks",
  "--no-replace-objects",
  "--literal-pathspecs",
  ...settings.flatMap((setting) => ["-c", setting]),
];
