/** What pages report while the server is away, or the connection to it is cut. */
export const serverAway = [
  /^failed with net::ERR_(CONNECTION|EMPTY|INCOMPLETE|INTERNET|NETWORK|SOCKET)/,
  /^answered 503/,
];
