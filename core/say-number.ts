/** With a comma between thousands: '1,900'. Pure. */
export const count = (n: number): string => String(n).replaceAll(/\B(?=(\d{3})+$)/g, ',');

/** '0.37 %'. Pure. */
export const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
