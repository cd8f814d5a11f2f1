/** The sample of the vendor's pages on v1.5 and v2. */
export const SAMPLE_QUERY = `query sample_graphql {
  BUILDING_INSIGHTS(
    where: {
      DATE_PARTITION: {_eq: 20250501},
      BUILDING_ID: {_eq: 71},
      GRANULARITY: {_eq: "PT1H"},
      GROUP_ID: {_eq: "00000000-0000-0000-0000-000000000000"},
      SITE_ID: {_eq: 900000222}
    },
    order_by: {DATE_TIME_START: desc}
  ) { BUILDING_ID DATE_TIME_START OCCUPANCY_MEAN GRANULARITY GROUP_ID SITE_ID }
}`;
