# syntax=docker/dockerfile:1
# The console: API, dashboard, command line and, without an Inngest server, the embedded engine.
#   docker build --tag tributary .
#   docker run --init --publish 3210:3210 --volume tributary:/data tributary

# The dashboard needs its tools only to be made: of this stage its files alone are kept.
FROM node:24-bookworm-slim AS dashboard
WORKDIR /app
RUN npm install --global pnpm@12
COPY . .
RUN --mount=type=cache,id=pnpm,target=/pnpm/store \
    CI=true pnpm install --frozen-lockfile --filter "@tributary/dashboard..." --store-dir /pnpm/store \
    --config.package-import-method=copy \
 && cd apps/dashboard && NODE_ENV=production node node_modules/vite/bin/vite.js build

FROM node:24-bookworm-slim AS build
WORKDIR /app
RUN npm install --global pnpm@12
COPY . .
# Only what the console needs of the workspace and of the registry. Nothing is compiled: Node runs the TypeScript as it is.
RUN --mount=type=cache,id=pnpm,target=/pnpm/store \
    CI=true pnpm install --frozen-lockfile --prod --filter "@tributary/console..." --store-dir /pnpm/store \
    --config.package-import-method=copy \
 && rm -rf apps/dashboard apps/demo benchmarks docs examples tests .changeset .ci scripts

FROM node:24-bookworm-slim
# git: the git source reads repositories with it. ca-certificates: for git over https.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends ca-certificates git \
 && rm -rf /var/lib/apt/lists/* \
 && install --directory --owner=node --group=node --mode=0700 /data
COPY --from=build /app /app
COPY --from=dashboard /app/apps/dashboard/dist /app/apps/dashboard/dist
ENV NODE_ENV=production \
    TRIBUTARY_HOME=/data \
    TRIBUTARY_HOST=0.0.0.0 \
    TRIBUTARY_PORT=3210
USER node
WORKDIR /data
VOLUME /data
EXPOSE 3210
HEALTHCHECK --interval=30s --timeout=5s --start-period=120s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.TRIBUTARY_PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "/app/apps/console/src/main.ts"]
CMD ["serve"]
