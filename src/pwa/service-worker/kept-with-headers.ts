import type { WorkboxPlugin } from 'workbox-core/types.js';
import { withHeaders } from '../headers';

/** What comes from the host gets its headers before it is kept, so that it is answered later as it lies there. */
export const keptWithHeaders: WorkboxPlugin = {
  fetchDidSucceed: async ({ response }) => withHeaders(response),
  cacheWillUpdate: async ({ response }) => (response.status === 200 ? response : null),
};
