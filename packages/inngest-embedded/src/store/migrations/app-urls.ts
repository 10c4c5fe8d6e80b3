/** Where an app that is called over HTTP listens, and the order in which people look through events. */
export const appUrls = `
ALTER TABLE apps ADD COLUMN url TEXT;
CREATE INDEX events_name ON events (name, event_id);
`;
