/** The foreseen result of a login as one of the checks of a profile. @module */
import type { ProfileCheck } from '../profile/preview-profile.ts'
import type { Foreseen } from './foresee.ts'

/** Checks whether another user, a block or a tombstone prevents storing the profile. */
export function arrivalCheck(foreseen: Foreseen): ProfileCheck {
  const check = (ok: boolean | null, message: string): ProfileCheck => ({ id: 'arrival', ok, message })
  switch (foreseen.kind) {
    case 'stored':
      return check(true, 'nobody else has this id, email or username')
    case 'served_here':
      return foreseen.is_blocked
        ? check(false, 'would not sign in: the user is in Ferry, and blocked')
        : check(null, 'in Ferry already: a login is served from there, and this script does not run')
    case 'blocked':
      return check(false, 'would not sign in: the user is blocked')
    case 'deleted':
      return check(false, 'would not be imported: the user was deleted for good')
    case 'clash': {
      const { clash, is_import } = foreseen
      const refused = is_import ? 'would not be imported' : 'would not sign in'
      return { ...check(false, `${refused}: ${clash.message}`), field: clash.field }
    }
  }
}
