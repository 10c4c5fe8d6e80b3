/** Names the chunker's behaviour. It changes in every release that could cut any input differently; hosts make it part of what forces a re-index. */
export const CHUNKER_VERSION = "2";
