// Made by `node scripts/api-types.ts --write` from the console's OpenAPI document.

export interface paths {
    "/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whose key the request shows; a browser stays signed in for another 30 days */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Signed in. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"];
                    };
                };
            };
        };
        put?: never;
        /** Sign a browser in with an API key: answers with a cookie that holds it for 30 days */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        key: string;
                    };
                };
            };
            responses: {
                /** @description Signed in. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"];
                    };
                };
            };
        };
        /** Sign the browser out; its key stays good */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Signed out. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            signedOut: true;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The API keys of the workspace, revoked ones included; never the keys themselves */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Oldest first. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            keys: components["schemas"]["ApiKey"][];
                        };
                    };
                };
            };
        };
        put?: never;
        /** Make an API key of the workspace; it is shown this once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                    };
                };
            };
            responses: {
                /** @description Made. */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CreatedApiKey"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke an API key, from the next request on; the one in use only with `confirm=true` */
        delete: {
            parameters: {
                query?: {
                    confirm?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Revoked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ApiKey"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the connected sources; with `archived=true` those that were disconnected too */
        get: {
            parameters: {
                query?: {
                    archived?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The sources. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            sources: components["schemas"]["Source"][];
                        };
                    };
                };
            };
        };
        put?: never;
        /** Connect a source and sync it, or bring the one already connected to the same place up to date */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ConnectSource"];
                };
            };
            responses: {
                /** @description It was connected already. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConnectedSource"];
                    };
                };
                /** @description Connected. */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConnectedSource"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A source with its documents in numbers, and those that are not searchable with their reasons */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The source. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            source: components["schemas"]["Source"];
                            documents: components["schemas"]["DocumentCounts"];
                            problems: {
                                id: string;
                                path: string | null;
                                status: string;
                                code: string;
                                message: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Disconnect a source: it is not found any more, its credentials are removed, and it can be restored for 30 days */
        delete: {
            parameters: {
                query?: {
                    reason?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Disconnected, now or before. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DisconnectedSource"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Change a source: its name, its pause (a sync under way ends first), its schedule (null: nightly), its credentials (tried first, the old ones stay when they do not work) */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ChangeSource"];
                };
            };
            responses: {
                /** @description The source as it is now. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            source: components["schemas"]["Source"];
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/sources/{id}/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sync a source now; returns the running sync when there is one */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": {
                        /**
                         * @default incremental
                         * @enum {string}
                         */
                        mode?: "full" | "incremental";
                    };
                };
            };
            responses: {
                /** @description A sync was queued or running already. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            job: components["schemas"]["Job"];
                            created: boolean;
                        };
                    };
                };
                /** @description Requested. */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            job: components["schemas"]["Job"];
                            created: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Connect a disconnected source again, with all it held; how it signs in is given anew */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": {
                        credentials?: {
                            [key: string]: unknown;
                        };
                        /** @default true */
                        sync?: boolean;
                    };
                };
            };
            responses: {
                /** @description Restored. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConnectedSource"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deletions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest 100 such deletions of all connected sources, those that are held first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Newest first. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            deletions: components["schemas"]["LargeDeletion"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources/{id}/deletions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Deletions of more than a quarter of a source: the one that is held first, each with its first 100 documents */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Newest first. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            deletions: components["schemas"]["LargeDeletion"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources/{id}/deletions/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Release the deletion that is held, or keep its documents; 409 when it is not the one that was shown */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        decision: "release" | "keep";
                        fingerprint: string;
                    };
                };
            };
            responses: {
                /** @description Decided. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            decision: string;
                            count: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources/{id}/deletions/{deletionId}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring back what a large deletion removed, within 30 days */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    deletionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description How many documents came back; found as soon as indexed. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            count: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/source-kinds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The kinds of sources, each with JSON Schemas to make a form of and steps to get its credentials */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The kinds. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            kinds: components["schemas"]["SourceKind"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/source-kinds/{kind}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try whether a source could be connected like this, by field and in words; nothing is stored */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    kind: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        config: {
                            [key: string]: unknown;
                        };
                        credentials?: {
                            [key: string]: unknown;
                        };
                        sourceId?: string;
                    };
                };
            };
            responses: {
                /** @description What was found, also when it does not work. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SourceCheck"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources/{id}/webhook": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where a provider sends the webhooks of a source, the steps to set that up, and how deliveries arrive */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The webhook; `supported` says whether there is one. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SourceWebhook"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A sync; with `Accept: text/event-stream` its live progress, one `job` event a change, until it ends */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The job, or the stream of its states. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Job"];
                        "text/event-stream": string;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The live progress of a sync as server-sent events, one `job` event a change, until it ends */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The stream of its states; `data` of each is the job as JSON. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": string;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop a sync that is queued or running; what it has stored stays, and the next sync goes on from there */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The job; `cancelled` false: it was over already. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            job: components["schemas"]["Job"];
                            cancelled: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest syncs first */
        get: {
            parameters: {
                query?: {
                    sourceId?: string;
                    status?: "queued" | "running" | "completed" | "completed_with_failures" | "failed" | "cancelled";
                    before?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description `next` is the `before` of the next page. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["JobPage"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources/{id}/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The documents of a source with their state, in the order of their ids */
        get: {
            parameters: {
                query?: {
                    status?: "searchable" | "pending" | "failed" | "skipped";
                    type?: string;
                    code?: string;
                    q?: string;
                    jobId?: string;
                    after?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description `next` is the `after` of the next page. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DocumentPage"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/documents/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read and index a document again that failed; the id is URL-encoded, since it holds slashes */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Requested; 409 when it has not failed, or its source is paused. */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RetryAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read and index every document of a source again that failed */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Requested; 409 when none has failed, or the source is paused. */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RetryAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources/{id}/completeness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What exists at the source, what is held and what is searchable of it, and the reason for every difference */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The figures add up. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Completeness"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/search/values": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What each filter of a search can be set to, and how many documents each value leaves */
        get: {
            parameters: {
                query?: {
                    q?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description At most 50 of each, the most frequent first. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SearchValues"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Search over everything the workspace has synced */
        get: {
            parameters: {
                query: {
                    source?: string | string[];
                    type?: string | string[];
                    repository?: string | string[];
                    author?: string | string[];
                    state?: string | string[];
                    path?: string;
                    after?: string;
                    before?: string;
                    q: string;
                    limit?: number;
                    explain?: string;
                    related?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Best first. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SearchAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/index": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The index that is searched, the one that is configured, and how far building it is */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The state of the index. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["IndexStatus"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/index/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What building the configured index would take: texts, tokens, cost */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The preview. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["IndexPreview"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/index/rebuild": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Build the configured index beside the active one; goes on with one that failed */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description There is nothing to build, or what was built waits for a person. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["IndexStatus"];
                    };
                };
                /** @description It is being built. */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["IndexStatus"];
                    };
                };
            };
        };
        /** Give up the index that is being built or held; the active one stays */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The state of the index. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["IndexStatus"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/index/switch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Switch to the index that is held, whatever the comparison says */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It becomes active once it has caught up. */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["IndexStatus"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/documents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A document with its whole text */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The document. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["HeldDocument"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/documents/{id}/related": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a document has to do with others, each with the evidence, and what it names that is not there yet */
        get: {
            parameters: {
                query?: {
                    kind?: string | string[];
                    direction?: "out" | "in";
                    limit?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The strongest first. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            related: components["schemas"]["RelatedDocument"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is connected, how much of it is searchable, and what runs */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The status. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Status"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who did what, the newest first */
        get: {
            parameters: {
                query?: {
                    before?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A page of the audit trail. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            activity: components["schemas"]["Activity"][];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reports of hours and days, the newest first */
        get: {
            parameters: {
                query?: {
                    period?: "hour" | "day";
                    before?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The reports. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            reports: components["schemas"]["ReportSummary"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A report with its figures; as Markdown with `Accept: text/markdown` */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The report. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Report"];
                        "text/markdown": string;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened in each of the last hours, oldest first; an hour is there once it is over */
        get: {
            parameters: {
                query?: {
                    hours?: number;
                    current?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The hours. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MetricsAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workflows/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Runs of the embedded engine, the newest first */
        get: {
            parameters: {
                query?: {
                    status?: "queued" | "running" | "completed" | "failed" | "cancelled";
                    function?: string;
                    id?: string;
                    limit?: number;
                    cursor?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The runs. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            runs: components["schemas"]["WorkflowRun"][];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workflows/runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A run with its steps, attempts, inputs and outputs; of a value, at most 64 KiB */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The run. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WorkflowRunDetails"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workflows/runs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel a run; a step that is running ends first, and no other begins. That of a sync cancels the sync */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The run; `cancelled` false: it was over already. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            run: components["schemas"]["WorkflowRun"];
                            cancelled: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workflows/runs/{id}/rerun": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run it again with the same event, whole or from one of its steps */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": {
                        fromStepId?: string;
                    };
                };
            };
            responses: {
                /** @description The new run. */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            run: components["schemas"]["WorkflowRun"];
                            originalRunId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workflows/functions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The functions of the embedded engine, and what starts them */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The functions. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WorkflowFunctions"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workflows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who runs the workflows, and how they are doing */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Their health. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WorkflowsHealth"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/budgets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The API budgets of each credential, as the provider last said; empty until it was asked */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The budgets. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            budgets: components["schemas"]["Budget"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources/{id}/webhook-secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The webhook secrets of a source, without their values but for those a provider made */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Oldest first. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            secrets: components["schemas"]["WebhookSecret"][];
                        };
                    };
                };
            };
        };
        put?: never;
        /** Add a webhook secret beside the others; without one in the body it is made and shown this once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": {
                        secret?: string;
                    };
                };
            };
            responses: {
                /** @description Added. */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookSecret"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources/{id}/webhook-secrets/{secretId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a webhook secret back: what it signs is refused from now on */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    secretId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Removed. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            removed: true;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest webhook deliveries first, without what they carried */
        get: {
            parameters: {
                query?: {
                    sourceId?: string;
                    state?: "pending" | "processed" | "ignored" | "failed";
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The deliveries. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            deliveries: components["schemas"]["WebhookDelivery"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/deliveries/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have a delivery worked on again: what it names is read again as it is now */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Handed over. */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            attempts: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources/{id}/deployments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start a deployment through a deploy hook of a Vercel project; the hook is not kept */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        hookUrl: string;
                        branch?: string;
                        buildEnv?: {
                            [key: string]: string;
                        };
                        buildCache?: boolean;
                    };
                };
            };
            responses: {
                /** @description Accepted by Vercel. */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            jobId: string;
                            state: string;
                            /** Format: date-time */
                            createdAt: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is or was wrong, the newest first */
        get: {
            parameters: {
                query?: {
                    state?: ("open" | "acknowledged" | "resolved") | "unresolved";
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The alerts. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            alerts: components["schemas"]["Alert"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One alert */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The alert. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            alert: components["schemas"]["Alert"];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/{id}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that somebody has seen it: it stays until it is over, and nobody is told again */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The alert. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            alert: components["schemas"]["Alert"];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/{id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Declare it over; what is still so is alerted anew */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The alert. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            alert: components["schemas"]["Alert"];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notification-preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What people are told of, and where */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The preferences. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NotificationPreferences"];
                    };
                };
            };
        };
        /** Change what is given, and leave the rest; a Slack webhook's address is never shown again */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NotificationPreferencesChange"];
                };
            };
            responses: {
                /** @description The preferences. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NotificationPreferences"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notification-preferences/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a message everywhere it is set up; what fails is shown beside the preferences */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It is being sent. */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            sending: true;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Activity: {
            actor: string;
            action: string;
            /** @default  */
            subject: string;
            /** @default {} */
            details: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            at: string;
            id: string;
        };
        Alert: {
            id: string;
            /** @enum {string} */
            condition: "sync-stuck" | "success-rate" | "source-silent" | "coverage-drop" | "documents-failed" | "sync-failed" | "source-attention";
            sourceId: string | null;
            /** @enum {string} */
            severity: "info" | "warning" | "error" | "critical";
            /** @enum {string} */
            state: "open" | "acknowledged" | "resolved";
            summary: string;
            text: string;
            /** Format: date-time */
            openedAt: string;
            /** Format: date-time */
            acknowledgedAt: string | null;
            /** Format: date-time */
            resolvedAt: string | null;
            /** @enum {string|null} */
            resolvedBy: "person" | "monitor" | null;
        };
        ApiError: {
            error: {
                code: string;
                message: string;
            };
        };
        ApiKey: {
            id: string;
            name: string;
            prefix: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            lastUsedAt: string | null;
            /** Format: date-time */
            revokedAt: string | null;
            current: boolean;
            ownedByMachine: boolean;
        };
        Budget: {
            kind: string;
            sources: {
                id: string;
                name: string;
            }[];
            name: string;
            limit: number | null;
            remaining: number | null;
            /** Format: date-time */
            resetsAt: string | null;
            /** Format: date-time */
            waitingUntil: string | null;
            /** Format: date-time */
            seenAt: string;
        };
        WorkflowTrigger: {
            /** @enum {string} */
            kind: "event" | "schedule" | "invoke";
            name: string;
            runId: string | null;
        };
        WorkflowRun: {
            id: string;
            function: string;
            functionName: string;
            /** @enum {string} */
            status: "queued" | "running" | "completed" | "failed" | "cancelled";
            trigger: components["schemas"]["WorkflowTrigger"];
            attempt: number;
            /** Format: date-time */
            queuedAt: string;
            /** Format: date-time */
            startedAt: string | null;
            /** Format: date-time */
            endedAt: string | null;
        };
        Capability: {
            name: string;
            available: boolean;
            problem?: string;
        };
        ChangeSource: {
            name?: string;
            paused?: boolean;
            syncSchedule?: {
                cron: string;
                /** @default UTC */
                timezone: string;
            } | null;
            credentials?: {
                [key: string]: unknown;
            };
        };
        Problem: {
            code: string;
            message: string;
        };
        Completeness: {
            /** Format: date-time */
            asOf: string;
            listing: {
                jobId: string;
                /** Format: date-time */
                finishedAt: string;
                /** @enum {boolean} */
                complete: true;
            } | null;
            unknown: components["schemas"]["Problem"] | null;
            types: {
                exists: number | null;
                held: number;
                searchable: number;
                pending: number;
                failed: number;
                skipped: number;
                type: string;
            }[];
            totals: {
                exists: number | null;
                held: number;
                searchable: number;
                pending: number;
                failed: number;
                skipped: number;
            };
            reasons: {
                /** @enum {string} */
                status: "pending" | "failed" | "skipped" | "unrecorded" | "gone";
                code: string;
                message: string;
                count: number;
            }[];
            heldDeletions: number;
        };
        ConnectSource: {
            kind: string;
            name?: string;
            config: {
                [key: string]: unknown;
            };
            credentials?: {
                [key: string]: unknown;
            };
            /** @default true */
            sync: boolean;
        };
        Source: {
            id: string;
            workspaceId: string;
            kind: string;
            name: string;
            config: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            status: "active" | "paused" | "failing" | "archived";
            problem: components["schemas"]["Problem"] | null;
            /** Format: date-time */
            lastSyncAt: string | null;
            /** @default null */
            syncSchedule: {
                cron: string;
                /** @default UTC */
                timezone: string;
            } | null;
            /**
             * Format: date-time
             * @default null
             */
            nextSyncAt: string | null;
            /**
             * Format: date-time
             * @default null
             */
            archivedAt: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        ConnectedSource: {
            source: components["schemas"]["Source"];
            created: boolean;
            /** @default false */
            restored: boolean;
            capabilities: components["schemas"]["Capability"][];
        };
        CreatedApiKey: {
            id: string;
            name: string;
            key: string;
        };
        DisconnectedSource: {
            source: components["schemas"]["Source"];
            documents: number;
            /** Format: date-time */
            restorableUntil: string;
        };
        DocumentCounts: {
            searchable: number;
            skipped: number;
            failed: number;
            pending: number;
        };
        ListedDocument: {
            id: string;
            title: string;
            path: string | null;
            type: string;
            url: string | null;
            /** @enum {string} */
            status: "searchable" | "pending" | "failed" | "skipped";
            problem: components["schemas"]["Problem"] | null;
            /** Format: date-time */
            updatedAt: string | null;
            chunkCount: number;
        };
        DocumentPage: {
            documents: components["schemas"]["ListedDocument"][];
            next: string | null;
        };
        Document: {
            id: string;
            source: string;
            type: string;
            title: string;
            content: string;
            /** @enum {string} */
            format: "markdown" | "code" | "text";
            version: string;
            path?: string;
            url?: string;
            repository?: string;
            language?: string;
            author?: {
                name: string;
                email?: string;
            };
            state?: string;
            labels?: string[];
            /** Format: date-time */
            createdAt?: string;
            /** Format: date-time */
            updatedAt?: string;
            metadata?: {
                [key: string]: unknown;
            };
            missing?: string[];
        };
        HourlyMetrics: {
            syncs: {
                [key: string]: {
                    completed: number;
                    completedWithFailures: number;
                    failed: number;
                    cancelled: number;
                    seconds: number;
                };
            };
            documents: {
                added: number;
                updated: number;
                deleted: number;
                skipped: number;
                failed: number;
            };
            apiCalls: {
                [key: string]: {
                    calls: number;
                    failed: number;
                    waits: number;
                    waitSeconds: number;
                };
            };
            embeddings: {
                [key: string]: {
                    texts: number;
                    cached: number;
                    tokens: number;
                    costDollars: number | null;
                };
            };
            searches: {
                count: number;
                cached: number;
                empty: number;
                failed: number;
                seconds: number;
            };
            webhooks: {
                [key: string]: {
                    processed: number;
                    ignored: number;
                    failed: number;
                    pending: number;
                };
            };
            searchable: number | null;
        };
        IndexDescription: {
            embedder: string;
            model: string;
            dimensions: number;
            /** @enum {string} */
            kind: "lexical" | "semantic";
            chunker: string;
            analyzer: string;
            options: {
                [key: string]: unknown;
            };
        };
        IndexPreview: {
            description: components["schemas"]["IndexDescription"];
            documents: number;
            chunks: number;
            texts: number;
            cached: number;
            embedded: number;
            tokens: number;
            estimated: boolean;
            cost: {
                amount: number;
                currency: string;
            } | null;
            seconds: number | null;
        };
        IndexQuality: {
            queries: number;
            old: {
                mrr: number;
                recall: number;
            };
            new: {
                mrr: number;
                recall: number;
            };
            oldByWordsOnly: boolean;
            passed: boolean;
        };
        IndexRebuild: {
            id: string;
            /** @enum {string} */
            state: "building" | "held" | "failed";
            description: components["schemas"]["IndexDescription"];
            documents: {
                done: number;
                total: number;
                failed: number;
            };
            chunks: number;
            embedded: number;
            cached: number;
            quality: components["schemas"]["IndexQuality"] | null;
            problem: components["schemas"]["Problem"] | null;
            /** Format: date-time */
            startedAt: string;
        };
        IndexStatus: {
            active: {
                id: string;
                namespace: string;
                description: components["schemas"]["IndexDescription"];
                quality: components["schemas"]["IndexQuality"] | null;
                /** Format: date-time */
                since: string;
            };
            configured: components["schemas"]["IndexDescription"];
            due: boolean;
            automatic: boolean;
            rebuild: components["schemas"]["IndexRebuild"] | null;
        };
        JobCounts: {
            listed: number;
            added: number;
            updated: number;
            deleted: number;
            unchanged: number;
            skipped: number;
            failed: number;
            held: number;
            chunks: number;
            embedded: number;
            cached: number;
        };
        Job: {
            id: string;
            workspaceId: string;
            sourceId: string;
            /** @enum {string} */
            mode: "full" | "incremental";
            trigger: string;
            /** @enum {string} */
            status: "queued" | "running" | "completed" | "completed_with_failures" | "failed" | "cancelled";
            problem: components["schemas"]["Problem"] | null;
            counts: components["schemas"]["JobCounts"];
            progress: {
                done: number;
                total: number;
                listing: boolean;
                /** @default 0 */
                pages: number;
                /** @default 0 */
                fetched: number;
                /** @default null */
                perSecond: number | null;
                /** @default null */
                remainingSeconds: number | null;
            };
            /** @default null */
            waiting: {
                /** Format: date-time */
                until: string;
                reason: string;
            } | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            startedAt: string | null;
            /** Format: date-time */
            finishedAt: string | null;
        };
        JobPage: {
            jobs: components["schemas"]["Job"][];
            next: string | null;
        };
        LargeDeletion: {
            id: string;
            sourceId: string;
            /** @enum {string} */
            state: "held" | "released" | "kept" | "undone";
            fingerprint: string;
            count: number;
            total: number;
            reason: string;
            /** Format: date-time */
            since: string;
            pending: number;
            documents: {
                id: string;
                title: string;
                path: string | null;
            }[];
            /** Format: date-time */
            decidedAt: string | null;
            decidedBy: string | null;
            /** Format: date-time */
            undoUntil: string | null;
        };
        MetricsAnswer: {
            hours: {
                /** Format: date-time */
                hour: string;
                metrics: components["schemas"]["HourlyMetrics"];
                /** @enum {boolean} */
                partial?: true;
            }[];
        };
        Neighbour: {
            documentId: string;
            title: string;
            url: string | null;
            path: string | null;
            source: string;
            type: string;
        };
        NotificationPreferences: {
            topics: ("source-attention" | "sync-failed" | "deletions-held" | "report-ready" | "alert")[];
            emails: string[];
            email: {
                ready: boolean;
                problem: components["schemas"]["Problem"] | null;
            };
            slack: {
                ready: boolean;
                problem: components["schemas"]["Problem"] | null;
            };
        };
        RelationshipEvidence: {
            documentId: string;
            text: string;
            range: [
                number,
                number
            ] | null;
            field: string | null;
        };
        RelatedDocument: {
            /** @enum {string} */
            kind: "closes" | "pull-request" | "commit" | "branch" | "parent" | "blocks" | "duplicates" | "relates" | "issue-key" | "references" | "links" | "imports" | "exports" | "mentions";
            /** @enum {string} */
            direction: "out" | "in";
            document: components["schemas"]["Neighbour"] | null;
            target: string;
            pending: boolean;
            evidence: components["schemas"]["RelationshipEvidence"][];
        };
        Report: {
            id: string;
            /** @enum {string} */
            period: "hour" | "day";
            /** Format: date-time */
            startsAt: string;
            /** Format: date-time */
            createdAt: string;
            metrics: components["schemas"]["HourlyMetrics"];
            markdown: string;
        };
        ReportSummary: {
            id: string;
            /** @enum {string} */
            period: "hour" | "day";
            /** Format: date-time */
            startsAt: string;
            /** Format: date-time */
            createdAt: string;
        };
        ResultNeighbour: {
            documentId: string;
            title: string;
            url: string | null;
            path: string | null;
            source: string;
            type: string;
            /** @enum {string} */
            kind: "closes" | "pull-request" | "commit" | "branch" | "parent" | "blocks" | "duplicates" | "relates" | "issue-key" | "references" | "links" | "imports" | "exports" | "mentions";
            /** @enum {string} */
            direction: "out" | "in";
        };
        RetryAnswer: {
            job: components["schemas"]["Job"];
            created: boolean;
            documents: number;
        };
        ScoreExplanation: {
            fused: number;
            evidence: {
                [key: string]: number;
            };
            priors: {
                kind: number;
                authority: number;
                recency: number;
            };
            further: number;
            relevance: number | null;
            novelty: number;
        };
        SearchResult: {
            documentId: string;
            title: string;
            path: string | null;
            url: string | null;
            source: string;
            type: string;
            repository: string | null;
            author: string | null;
            state: string | null;
            updatedAt: string | null;
            score: number;
            snippet: string;
            lines: [
                number,
                number
            ];
            matchedLines: number[];
            parts: {
                dense: {
                    rank: number;
                    score: number;
                } | null;
                lexical: {
                    rank: number;
                    score: number;
                } | null;
            };
            duplicates: {
                documentId: string;
                title: string;
                path: string | null;
                url: string | null;
                source: string;
            }[];
            explanation?: components["schemas"]["ScoreExplanation"];
            related?: components["schemas"]["ResultNeighbour"][];
        };
        SearchNotice: {
            code: string;
            message: string;
        };
        SearchAnswer: {
            results: components["schemas"]["SearchResult"][];
            notices: components["schemas"]["SearchNotice"][];
        };
        SearchValues: {
            sources: {
                value: string;
                count: number;
            }[];
            types: {
                value: string;
                count: number;
            }[];
            repositories: {
                value: string;
                count: number;
            }[];
            authors: {
                value: string;
                count: number;
            }[];
            states: {
                value: string;
                count: number;
            }[];
        };
        Session: {
            workspace: {
                id: string;
                name: string;
            };
            key: {
                id: string;
                name: string;
                prefix: string;
            };
        };
        NotificationPreferencesChange: {
            topics?: ("source-attention" | "sync-failed" | "deletions-held" | "report-ready" | "alert")[];
            emails?: string[];
            slackWebhookUrl?: string | null;
        };
        SourceCheck: {
            ok: boolean;
            account: {
                name: string;
                title: string;
            } | null;
            capabilities: components["schemas"]["Capability"][];
            issues: {
                path: string[];
                message: string;
            }[];
            problem: components["schemas"]["Problem"] | null;
            existing: {
                id: string;
                name: string;
                /** @enum {string} */
                status: "active" | "paused" | "failing" | "archived";
            } | null;
        };
        SourceKind: {
            kind: string;
            name: string;
            summary: string;
            guide: string[];
            /** Format: uri */
            documentation: string | null;
            config: {
                [key: string]: unknown;
            };
            credentials: {
                [key: string]: unknown;
            } | null;
            webhooks: boolean;
            webhookGuide: string[];
        };
        WebhookSecret: {
            id: string;
            offered: boolean;
            secret: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        SourceWebhook: {
            supported: boolean;
            /** Format: uri */
            url: string | null;
            path: string | null;
            secrets: components["schemas"]["WebhookSecret"][];
            guide: string[];
            deliveries: {
                /** Format: date-time */
                lastAt: string | null;
                failed: number;
            };
        };
        Status: {
            /** @default null */
            version: string | null;
            /** @default null */
            node: string | null;
            home: string;
            database: string;
            /** @default null */
            vectorStore: string | null;
            engine: string;
            embedder: {
                namespace: string;
                dimensions: number;
            };
            index: components["schemas"]["IndexStatus"];
            vectors: number;
            sources: {
                source: components["schemas"]["Source"];
                documents: components["schemas"]["DocumentCounts"];
                lastJob: components["schemas"]["Job"] | null;
                /** @default 0 */
                held: number;
            }[];
        };
        WebhookDelivery: {
            id: string;
            sourceId: string;
            kind: string;
            deliveryId: string | null;
            headers: {
                [key: string]: string;
            };
            size: number;
            /** @enum {string} */
            state: "pending" | "processed" | "ignored" | "failed";
            reason: string | null;
            attempts: number;
            /** Format: date-time */
            receivedAt: string;
            /** Format: date-time */
            settledAt: string | null;
        };
        WorkflowError: {
            name: string;
            message: string;
            stack: string | null;
        };
        WorkflowAttempt: {
            attempt: number;
            /** Format: date-time */
            at: string;
            error: components["schemas"]["WorkflowError"] | null;
        };
        WorkflowFunctions: {
            functions: {
                id: string;
                name: string;
                triggers: {
                    /** @enum {string} */
                    kind: "event" | "schedule";
                    name: string;
                    condition: string | null;
                }[];
                maxAttempts: number;
                paused: boolean;
            }[];
        };
        WorkflowPayload: {
            text: string;
            bytes: number;
            cut: boolean;
        };
        WorkflowStep: {
            id: string;
            name: string;
            /** @enum {string} */
            kind: "run" | "sleep" | "wait-for-event" | "wait-for-signal" | "invoke" | "fetch" | "ai";
            /** @enum {string} */
            status: "queued" | "running" | "waiting" | "retrying" | "completed" | "failed" | "cancelled";
            /** Format: date-time */
            queuedAt: string | null;
            /** Format: date-time */
            startedAt: string | null;
            /** Format: date-time */
            endedAt: string | null;
            /** Format: date-time */
            dueAt: string | null;
            attempts: components["schemas"]["WorkflowAttempt"][];
            input: components["schemas"]["WorkflowPayload"] | null;
            output: components["schemas"]["WorkflowPayload"] | null;
            error: components["schemas"]["WorkflowError"] | null;
            invokedRunId: string | null;
        };
        WorkflowRunDetails: {
            id: string;
            function: string;
            functionName: string;
            /** @enum {string} */
            status: "queued" | "running" | "completed" | "failed" | "cancelled";
            trigger: components["schemas"]["WorkflowTrigger"];
            attempt: number;
            /** Format: date-time */
            queuedAt: string;
            /** Format: date-time */
            startedAt: string | null;
            /** Format: date-time */
            endedAt: string | null;
            originalRunId: string | null;
            fromStepId: string | null;
            event: {
                id: string;
                name: string;
                /** Format: date-time */
                receivedAt: string;
                count: number;
            } | null;
            input: components["schemas"]["WorkflowPayload"] | null;
            output: components["schemas"]["WorkflowPayload"] | null;
            error: components["schemas"]["WorkflowError"] | null;
            attempts: components["schemas"]["WorkflowAttempt"][];
            steps: components["schemas"]["WorkflowStep"][];
        };
        WorkflowsHealth: {
            /** @enum {string} */
            where: "here" | "worker" | "server";
            /** @enum {string} */
            state: "running" | "starting" | "stopped";
            process: {
                pid: number;
                uptimeSeconds: number;
                residentBytes: number;
                longestBlockMs: number;
            } | null;
            restarts: number;
            runs: {
                queued: number;
                running: number;
                waiting: number;
                completed: number;
                failed: number;
                cancelled: number;
                inFlight: number;
                held: number;
            } | null;
            /** Format: uri */
            dashboardUrl: string | null;
        };
        HeldDocument: {
            document: components["schemas"]["Document"];
            sourceId: string;
            status: string;
            chunkCount: number;
            problem: components["schemas"]["Problem"] | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
