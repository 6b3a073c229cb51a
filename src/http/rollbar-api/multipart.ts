import type { FastifyInstance, FastifyRequest } from 'fastify';

const BOUNDARY = /;\s*boundary="?([^";]{1,200})"?/i;
const FIELD = /^content-disposition:[^\n]*;\s*name="([^"\n]{1,200})"/im;
const MOST_FIELDS = 100;

/** Has forms in parts understood as `curl -F` sends them, which Rollbar's page about deploys tells people to use. */
export function readMultipart(app: FastifyInstance): void {
  const read = async ({ headers }: FastifyRequest, body: Buffer) => {
    const boundary = BOUNDARY.exec(headers['content-type'] ?? '')?.[1];
    return boundary === undefined ? {} : fieldsIn(body.toString('utf8'), boundary);
  };
  app.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, read);
}

/** https://www.rfc-editor.org/rfc/rfc7578 */
function fieldsIn(body: string, boundary: string): Readonly<Record<string, string>> {
  const parts = body.split(`--${boundary}`, MOST_FIELDS).slice(1);
  const fields = parts.flatMap((part) => {
    const [head = '', ...value] = part.split('\r\n\r\n');
    const name = FIELD.exec(head)?.[1];
    return name === undefined ? [] : [[name, value.join('\r\n\r\n').replace(/\r\n$/, '')] as const];
  });
  return Object.fromEntries(fields);
}
