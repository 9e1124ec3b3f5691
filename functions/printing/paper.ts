import { z } from '@hono/zod-openapi';

/** An answer that is printed: A4, nothing loaded, nothing run. */
export const PAPER = { description: '文书', content: { 'text/html': { schema: z.string() } } };

export const PAPER_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
