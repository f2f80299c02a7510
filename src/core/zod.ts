import { z } from 'zod';

// zod probes `new Function('')` at its first parse, which a strict content security policy reports as a violation.
z.config({ jitless: true });

export { z };
