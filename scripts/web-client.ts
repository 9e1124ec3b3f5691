import { writeWebClient } from './web/client.ts';

await writeWebClient();
