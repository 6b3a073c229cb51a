# Builds Quell and keeps only what it needs to run, as a user without rights, on a file system that it need not write:
# its data is in /data. docs/operations/docker.md says how to run it.
FROM node:24-bookworm AS build
WORKDIR /quell
# What it depends on, once for as long as the lock file stays the same.
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund && npm rebuild better-sqlite3
COPY tsconfig*.json ./
COPY tools ./tools
COPY src ./src
RUN npm run --silent build \
  && npm prune --omit=dev --ignore-scripts --no-audit --no-fund \
  && node tools/needed-files.mjs needed node_modules dist

FROM node:24-bookworm-slim
# As many threads for collecting garbage as there are processors, and room for what is soon garbage: large events of errors
# are collected more rarely, and nobody waits for it.
ENV NODE_OPTIONS="--v8-pool-size=0 --max-semi-space-size=32"
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATABASE_URL=sqlite:/data/quell.db
WORKDIR /quell
COPY LICENSE manifest.yml package.json ./
COPY --from=build /quell/needed ./
RUN mkdir /data && chown 1000:1000 /data
# The user node, as numbers: so Kubernetes can tell that it is not root.
USER 1000:1000
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/main.js"]
CMD ["serve"]
