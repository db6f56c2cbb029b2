/** Versions and drafts of a connection’s scripts: the routes. @module */
import type { Route } from '../../route/spec.ts'
import { deployDraft } from './deploy-draft.ts'
import { deleteDraft, getDraft, putDraft } from './drafts.ts'
import { restoreVersion } from './restore-version.ts'
import { getVersion, listVersions } from './versions.ts'

/** In the order of the API's description. */
export const VERSION_ROUTES: readonly Route[] = [
  listVersions,
  getVersion,
  deployDraft,
  restoreVersion,
  getDraft,
  putDraft,
  deleteDraft,
]
