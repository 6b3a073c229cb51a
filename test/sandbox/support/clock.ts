/** A clock that stands until it is moved. */
export function standingClock(start = Date.UTC(2026, 1, 10, 14, 8)) {
  let now = start;
  return {
    now: () => now,
    advance: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}
