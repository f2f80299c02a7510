import type { WorkboxPlugin } from 'workbox-core/types.js';
import { withHeaders } from '../headers';
import { pathOf } from './site';

/** What comes from the host gets its headers before it is kept, so that it is answered later as it lies there. */
export const keptWithHeaders: WorkboxPlugin = {
  fetchDidSucceed: async ({ request, response }) => withHeaders(response, pathOf(request.url) ?? ''),
  cacheWillUpdate: async ({ response }) => (response.status === 200 ? response : null),
};
