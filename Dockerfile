# Builds Quell and keeps only what it needs to run, as a user without rights.
FROM node:24-bookworm AS build
WORKDIR /quell
COPY package.json package-lock.json .npmrc ./
COPY tools ./tools
COPY tsconfig*.json ./
COPY src ./src
RUN npm ci --no-audit --no-fund && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATABASE_URL=sqlite:/data/quell.db
WORKDIR /quell
COPY --from=build /quell/package.json ./
COPY --from=build /quell/node_modules ./node_modules
COPY --from=build /quell/dist ./dist
COPY LICENSE manifest.yml ./
RUN mkdir /data && chown node:node /data
# node, as numbers: so Kubernetes can tell that it is not root.
USER 1000:1000
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/main.js"]
CMD ["serve"]
