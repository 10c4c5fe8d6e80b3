/**
 * How many streams all tabs of a browser have open at once: it allows six connections to a server over HTTP/1.1 among them,
 * and every other request needs one too.
 */
const PLACES = 2;

let takenHere = false;

/** Takes a place for a stream; null when all are taken. Call what it gives to leave the place to others. */
export async function takeStreamPlace(): Promise<(() => void) | null> {
  // There for pages that came encrypted or from this machine; a tab of others has one stream, whatever the others have.
  if (navigator.locks === undefined) return takeHere();
  for (let place = 1; place <= PLACES; place++) {
    const leave = await takeLock(`tributary-stream-${place}`);
    if (leave) return leave;
  }
  return null;
}

function takeLock(name: string): Promise<(() => void) | null> {
  return new Promise((resolve) => {
    const held = Promise.withResolvers<void>();
    navigator.locks
      .request(name, { ifAvailable: true }, (lock) => {
        resolve(lock && held.resolve);
        return lock ? held.promise : undefined;
      })
      .catch(() => resolve(null));
  });
}

function takeHere(): (() => void) | null {
  if (takenHere) return null;
  takenHere = true;
  return () => {
    takenHere = false;
  };
}
