/** Texts of the sign-in page. @module */

/** Grouped by the part of the page that shows them. */
export const signInText = {
  title: 'Sign in',
  email: 'Email',
  password: 'Password',
  submit: 'Sign in',
  wrong: 'Wrong email or password.',
  wait: (seconds: number) => `Too many attempts. Try again in ${duration(seconds)}.`,
  ended: 'Your session has ended. Sign in to return to your page.',
  noOwner:
    'This dashboard has no owner yet. Open the link that the server printed when it started. A restart prints a new link.',
  forgot: {
    open: 'Forgot your password?',
    intro:
      'Ferry does not send password resets to members. The person who runs the server can set a new password for you with this command:',
    command: (email: string) => `npm run tenant -- reset-member ${email}`,
    you: 'you@example.com',
    copy: 'Copy command',
    after: 'Sign in with the password that it prints, then change it.',
    others: 'An owner can also set a new password through the API: PATCH /api/v2/members/{id}.',
  },
} as const

/** Minutes and seconds of a countdown. */
function duration(seconds: number): string {
  if (seconds < 60) return `${seconds}\u00a0s`
  return `${Math.floor(seconds / 60)}\u00a0min\u00a0${String(seconds % 60).padStart(2, '0')}\u00a0s`
}
