/** What signing in says. @module */

/** By place. */
export const signInText = {
  title: 'Sign in',
  email: 'Email',
  password: 'Password',
  submit: 'Sign in',
  wrong: 'Wrong email or password.',
  wait: (seconds: number) => `Too many attempts. Try again in ${duration(seconds)}.`,
  ended: 'Your session has ended. Sign in to go on where you were.',
  noOwner:
    'Nobody owns this dashboard yet. Open the link that the server printed when it started; a restart prints a new one.',
  forgot: {
    open: 'Forgot your password?',
    intro:
      'Ferry sends its members no mail. Whoever runs the server gives you a new password with this command:',
    command: (email: string) => `npm run tenant -- reset-member ${email}`,
    you: 'you@example.com',
    copy: 'Copy command',
    after: 'Sign in with what it prints, and change it.',
    others: 'An owner can also set it through the API: PATCH /api/v2/members/{id}.',
  },
} as const

/** Minutes and seconds, as a clock counts down. */
function duration(seconds: number): string {
  if (seconds < 60) return `${seconds}\u00a0s`
  return `${Math.floor(seconds / 60)}\u00a0min\u00a0${String(seconds % 60).padStart(2, '0')}\u00a0s`
}
