/** What ids in messages stand for. */
export interface Names {
  user(id: string): string;
  channel(id: string): string;
}
