/** So much of something there is for all that want some. */
export class Room {
  #left: number;

  constructor(size: number) {
    this.#left = size;
  }

  /** Whether there was still so much; then it is gone. */
  take(amount: number): boolean {
    if (amount > this.#left) return false;
    this.#left -= amount;
    return true;
  }

  giveBack(amount: number): void {
    this.#left += amount;
  }
}
