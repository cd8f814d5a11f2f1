import { buildSchema } from 'graphql';

/** v1: a small part of what Hasura generates for a table of building features. */
export const FEATURES_SCHEMA = buildSchema(/* GraphQL */ `
  schema {
    query: query_root
    mutation: mutation_root
  }

  scalar jsonb
  scalar timestamptz

  type query_root {
    building_features(
      where: building_features_bool_exp
      order_by: [building_features_order_by!]
      limit: Int
      offset: Int
    ): [building_features!]!
    "Fails whenever it is asked for; the fields beside it do not."
    broken_feature: jsonb
  }

  type mutation_root {
    "How often it was run, this time included."
    acknowledge_feature: Int!
  }

  type building_features {
    building_id: Int!
    feature_name: String!
    granularity: String!
    group_id: String!
    date_time_start: timestamptz!
    feature_value: jsonb!
  }

  input building_features_bool_exp {
    _and: [building_features_bool_exp!]
    building_id: Int_comparison_exp
    feature_name: String_comparison_exp
    granularity: String_comparison_exp
    group_id: String_comparison_exp
    date_time_start: timestamptz_comparison_exp
  }

  input Int_comparison_exp {
    _eq: Int
  }

  input String_comparison_exp {
    _eq: String
  }

  input timestamptz_comparison_exp {
    _eq: timestamptz
    _gte: timestamptz
    _lt: timestamptz
  }

  input building_features_order_by {
    building_id: order_by
    feature_name: order_by
    granularity: order_by
    group_id: order_by
    date_time_start: order_by
  }

  enum order_by {
    asc
    desc
  }
`);

/** v1.5 and v2: the same for the table of building insights, with the columns that the vendor's page shows. */
export const INSIGHTS_SCHEMA = buildSchema(/* GraphQL */ `
  schema {
    query: query_root
  }

  scalar timestamptz

  type query_root {
    BUILDING_INSIGHTS(
      where: BUILDING_INSIGHTS_bool_exp
      order_by: [BUILDING_INSIGHTS_order_by!]
      limit: Int
      offset: Int
    ): [BUILDING_INSIGHTS!]!
  }

  type BUILDING_INSIGHTS {
    BUILDING_ID: Int!
    SITE_ID: Int!
    GROUP_ID: String!
    GRANULARITY: String!
    DATE_PARTITION: Int!
    DATE_TIME_START: timestamptz!
    OCCUPANCY_MEAN: Float
  }

  input BUILDING_INSIGHTS_bool_exp {
    _and: [BUILDING_INSIGHTS_bool_exp!]
    BUILDING_ID: Int_comparison_exp
    SITE_ID: Int_comparison_exp
    GROUP_ID: String_comparison_exp
    GRANULARITY: String_comparison_exp
    DATE_PARTITION: Int_comparison_exp
    DATE_TIME_START: timestamptz_comparison_exp
  }

  input Int_comparison_exp {
    _eq: Int
    _gte: Int
    _lte: Int
    _lt: Int
  }

  input String_comparison_exp {
    _eq: String
  }

  input timestamptz_comparison_exp {
    _eq: timestamptz
    _gte: timestamptz
    _lte: timestamptz
    _lt: timestamptz
  }

  input BUILDING_INSIGHTS_order_by {
    BUILDING_ID: order_by
    SITE_ID: order_by
    GROUP_ID: order_by
    GRANULARITY: order_by
    DATE_PARTITION: order_by
    DATE_TIME_START: order_by
  }

  enum order_by {
    asc
    desc
  }
`);
